namespace ComplianceHub.Storage;

/// <summary>Where the hub keeps its data.</summary>
public sealed record HubStorageOptions(string DataFolder)
{
    public string DatabasePath => Path.Combine(DataFolder, "compliancehub.db");

    /// <summary>Data Protection keys, and the protected key of <see cref="SecretHasher"/>.</summary>
    public string KeysFolder => Path.Combine(DataFolder, "keys");
}
