namespace ComplianceHub.ShellCheck;

/// <summary>What one run of the program may take; a run that takes more is ended, and its scripts are asked about in smaller groups.</summary>
/// <param name="ScriptsAtOnce">Starting the program costs about as much as ten scripts.</param>
/// <param name="Output">Bytes that it may print.</param>
public sealed record ShellCheckLimits(int ScriptsAtOnce, TimeSpan Time, int Output)
{
    public static ShellCheckLimits Default { get; } = new(100, TimeSpan.FromSeconds(20), 32 << 20);
}
