namespace ComplianceHub.Storage;

/// <summary>Why the database cannot be used.</summary>
public enum DatabaseTrouble
{
    /// <summary>Another process holds the file.</summary>
    Locked,

    /// <summary>File or folder may not be written.</summary>
    ReadOnly,

    /// <summary>The file is not a database, or not ours.</summary>
    Foreign,

    /// <summary>It was written by a newer version of the product.</summary>
    Newer,
}

/// <summary>The database cannot be used; the message says what to do.</summary>
public sealed class HubDatabaseException(DatabaseTrouble trouble, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public DatabaseTrouble Trouble { get; } = trouble;
}
