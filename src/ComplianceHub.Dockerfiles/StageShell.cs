using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// The shell that reads the shell forms at some point of a stage: SHELL, inherited by <c>FROM stage</c>, or the platform's default
/// (https://docs.docker.com/reference/dockerfile/#shell).
/// </summary>
/// <param name="Words">Program and arguments, for instance <c>/bin/sh -c</c>.</param>
/// <param name="Kind">By the program's base name.</param>
/// <param name="PipeFail">Whether the arguments set <c>pipefail</c> for a shell that has it (<c>/bin/sh</c> does not count).</param>
/// <param name="IsDefault">Whether no SHELL set it.</param>
public sealed record StageShell(ImmutableArray<string> Words, ShellKind Kind, bool PipeFail, bool IsDefault)
{
    internal static StageShell Linux { get; } = new(["/bin/sh", "-c"], ShellKind.Posix, PipeFail: false, IsDefault: true);

    internal static StageShell Windows { get; } = new(["cmd", "/S", "/C"], ShellKind.Cmd, PipeFail: false, IsDefault: true);

    /// <summary>Lower-cased base name of the program without <c>.exe</c>.</summary>
    public string Program => Words.IsEmpty ? "" : BaseName(Words[0]);

    internal static StageShell Of(ImmutableArray<string> words)
    {
        // "env bash" is bash, "busybox sh" a POSIX shell by either name.
        var program = words.Length > 1 && BaseName(words[0]) == "env" ? BaseName(words[1]) : words.IsEmpty ? "" : BaseName(words[0]);
        var kind = program switch
        {
            "sh" or "ash" or "dash" or "busybox" => ShellKind.Posix,
            "bash" or "zsh" or "ksh" or "mksh" => ShellKind.Bash,
            "powershell" or "pwsh" => ShellKind.PowerShell,
            "cmd" => ShellKind.Cmd,
            _ => ShellKind.Other,
        };
        var canPipeFail = kind == ShellKind.Bash || program == "ash";
        return new StageShell(words, kind, canPipeFail && SetsPipeFail(words), IsDefault: false);
    }

    /// <summary><c>-o pipefail</c>, also bundled as in <c>-euo pipefail</c>.</summary>
    internal static bool SetsPipeFail(IReadOnlyList<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] == "pipefail" && words[i - 1] is ['-', .., 'o'] option && !option.StartsWith("--", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Windows images have cmd: known by <c>windows</c>, <c>servercore</c>, <c>nanoserver</c> or .NET Framework in the base's name or tag,
    /// or by a file whose escape is the backtick.
    /// </summary>
    internal static StageShell DefaultFor(Dockerfile file, FromInstruction from, StageBase on)
    {
        var name = on switch
        {
            StageBase.External external => $"{external.Reference.Path}:{external.Reference.Tag}",
            StageBase.Unknown unknown => unknown.Expanded,
            _ => "",
        };
        var isWindows = name.Contains("servercore", StringComparison.OrdinalIgnoreCase)
            || name.Contains("nanoserver", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("windows/", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("windows:", StringComparison.OrdinalIgnoreCase)
            || name.Contains("/windows/", StringComparison.OrdinalIgnoreCase)
            || name.Contains("/windows:", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("dotnet/framework/", StringComparison.OrdinalIgnoreCase)
            || file.Escape == '`'
            || (from.Platform?.StartsWith("windows", StringComparison.OrdinalIgnoreCase) ?? false);
        return isWindows ? Windows : Linux;
    }

    private static string BaseName(string program)
    {
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        return name.EndsWith(".exe", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
