namespace ComplianceHub.Cli.Commands;

/// <summary>What the command line returns to the shell.</summary>
public static class ExitStatus
{
    public const int Clean = 0;

    /// <summary>Findings at or above <c>--fail-on</c>; with <c>--diff</c>, something to repair.</summary>
    public const int Findings = 1;

    /// <summary>Bad use, or a file that cannot be read or written.</summary>
    public const int BadUse = 2;
}
