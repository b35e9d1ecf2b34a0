namespace ComplianceHub.Storage.Queries;

/// <summary>One run; counts are items.</summary>
/// <param name="EndedAt">Null while it runs.</param>
/// <param name="Outcome">Null while it runs.</param>
public sealed record RunRow(
    int Id, DateTime StartedAt, DateTime? EndedAt, CrawlOutcome? Outcome, int Read, int? Total, int New, int Changed, int Unchanged, int Failures, string? Message);

/// <summary>One connection with its newest run; never its secret.</summary>
/// <param name="LastComplete">End of the newest run that completed.</param>
/// <param name="Things">Live repositories or image repositories known from it.</param>
/// <param name="Absent">How many of them sweeps no longer see; they stay until somebody confirms that they are gone.</param>
public sealed record SourceRow(
    int ConnectionId, string Kind, string Name, string Location, string? HostAlias, string? UserName, bool HasSecret, bool WithHistory, bool IsInternal,
    RunRow? LastRun, DateTime? LastComplete, int Things, int Absent);

/// <summary>A run with the connection it is of.</summary>
public sealed record SourceRunRow(int ConnectionId, string Connection, RunRow Run);

/// <summary>Failures of one cause in the newest run of one connection.</summary>
/// <param name="Example">One of their messages.</param>
public sealed record FailureGroup(int ConnectionId, string Connection, FailureKind Kind, int Items, string Example);

public sealed record FailureRow(int RunId, string Connection, string Item, FailureKind Kind, string Message, DateTime At);
