using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Facts;

/// <summary>
/// A script that ShellCheck is asked about: the text of a RUN in shell form, below a <c>#!</c> line for its shell and an <c>export</c> for each ARG and
/// ENV that it may name, so that these count as set.
/// </summary>
public sealed class ShellCheckScript
{
    /// <summary>Raised when other programs are made of the same Dockerfile, so that stored answers are known to be old.</summary>
    public const int Version = 1;

    /// <summary>A longer script is not handed on.</summary>
    private const int LongestScript = 32_768;

    private ShellCheckScript(RunScript run, string prelude)
    {
        // A second "#!" line would be taken for a mistake; as a comment it is as long.
        var text = run.Text.StartsWith("#!", StringComparison.Ordinal) ? string.Concat("# ", run.Text.AsSpan(2)) : run.Text;
        Run = run;
        Prelude = prelude.Length;
        Program = prelude + text + (text.EndsWith('\n') ? "" : "\n");
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Program)).AsSpan(0, 16));
    }

    public RunScript Run { get; }

    /// <summary>What ShellCheck reads.</summary>
    public string Program { get; }

    /// <summary>How many UTF-16 units of <see cref="Program"/> come before the script.</summary>
    public int Prelude { get; }

    /// <summary>Lower-case hex of a part of the SHA-256 of <see cref="Program"/>.</summary>
    public string Key { get; }

    /// <summary>All scripts of a file that a shell reads which ShellCheck knows, in the order of the file.</summary>
    public static IEnumerable<ShellCheckScript> Of(Dockerfile file)
    {
        var shells = HadolintComments.Shells(file).ToList();
        return file.Stages.SelectMany(stage => Of(stage, shells));
    }

    private static IEnumerable<ShellCheckScript> Of(Stage stage, List<(int Line, string Shell)> comments)
    {
        var shells = stage.Instructions.OfType<ShellInstruction>().Select(s => s.StartLine).ToList();
        foreach (var run in RunScript.Of(stage))
        {
            var line = run.Instruction.StartLine;
            var (commentLine, shell) = comments.LastOrDefault(c => c.Line < line);
            // Of a comment and a SHELL the later one speaks; a "#!" line and the words of an exec form always do.
            var named = shell is not null && run.Instruction.Form == CommandForm.Shell && !run.Text.StartsWith("#!", StringComparison.Ordinal) && shells.LastOrDefault(s => s < line) < commentLine
                ? DialectOf(shell) : DialectOf(run.Shell.Program, run.Shell.Words.Length > 1 ? run.Shell.Words[1] : null);
            if (run.IsScript && named is not null && !string.IsNullOrWhiteSpace(run.Text) && run.Text.Length <= LongestScript)
            {
                yield return new(run, $"#!/bin/{named}\n{Exports(run.Text, stage.ScopeAt(run.Instruction))}");
            }
        }
    }

    /// <summary>The dialect for a <c>#!</c> line; null for shells that ShellCheck does not know.</summary>
    private static string? DialectOf(string program, string? argument = null) => program[(program.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant() switch
    {
        "sh" => "sh",
        "bash" => "bash",
        "dash" or "ash" => "dash",
        "ksh" or "mksh" => "ksh",
        "busybox" => "dash",
        "env" when argument is not null => DialectOf(argument),
        _ => null,
    };

    /// <summary>Only names that stand in the script: the same script has the same key wherever else it is used.</summary>
    private static string Exports(string text, StageScope scope) => string.Concat(scope.Variables.Keys
        .Where(name => IsName(name) && text.Contains(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => $"export {name}=1\n"));

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
