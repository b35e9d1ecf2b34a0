using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>How ShellCheck ranks what it says. Ordered: a larger value is worse.</summary>
public enum ShellCheckLevel
{
    Style = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}

/// <summary>Something ShellCheck says of a script, https://www.shellcheck.net/wiki/.</summary>
/// <param name="Code">The number behind <c>SC</c>.</param>
/// <param name="Start">Offset in the script, in UTF-16 units; the prelude that ShellCheck got is not counted.</param>
/// <param name="Message">In ShellCheck's words; may name variables and quote words of the script.</param>
public sealed record ShellCheckComment(int Code, ShellCheckLevel Level, int Start, int Length, string Message);

/// <summary>What ShellCheck says of the scripts of a Dockerfile.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Scripts">By <see cref="ShellCheckScript.Key"/>; a script that is absent was not read, for instance because it is too long.</param>
public sealed record ShellCheckFacts(string Version, ImmutableDictionary<string, ImmutableArray<ShellCheckComment>> Scripts)
{
    /// <summary>Why nothing could be asked; null when the program was there.</summary>
    public string? Missing { get; init; }

    public static ShellCheckFacts NotInstalled { get; } = new("", ImmutableDictionary<string, ImmutableArray<ShellCheckComment>>.Empty) { Missing = "ShellCheck is not installed." };
}
