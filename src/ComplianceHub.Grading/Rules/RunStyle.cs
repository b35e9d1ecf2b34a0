using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules;

/// <summary>How a RUN joins its commands, so that what is added looks as if its author had written it.</summary>
/// <param name="Separator">What stands between two commands, line break and indentation included.</param>
internal sealed record RunStyle(string Separator)
{
    private const string DefaultIndent = "    ";

    /// <summary>For a script in shell form or in a here-document.</summary>
    public static RunStyle Of(RunStep step)
    {
        if (step.Declared is not { Instruction: var run, Stage.File: var file } || !run.Heredocs.IsEmpty || run.EndLine == run.StartLine)
        {
            return new(" && ");
        }

        var next = $" {file.Escape}{LineEdits.LineBreak(file)}";
        var stopsAtFailure = RunEdits.BeginsWithSetE(step);
        for (var line = run.StartLine; line <= run.EndLine; line++)
        {
            var text = LineEdits.TextOf(file, line);
            var content = text.TrimStart();
            if (content.StartsWith("#"))
            {
                continue;
            }

            if (line > run.StartLine && content.StartsWith("&&"))
            {
                return new($"{next}{text[..^content.Length]}&& ");
            }

            var code = content.TrimEnd().TrimEnd(file.Escape).TrimEnd();
            if (code.EndsWith("&&") || (stopsAtFailure && code.EndsWith(";")))
            {
                return new($"{(code[^1] == ';' ? ";" : " &&")}{next}{IndentBelow(file, line, run.EndLine)}");
            }
        }

        return new($"{next}{DefaultIndent}&& ");
    }

    private static string IndentBelow(Dockerfile file, int line, int last)
    {
        for (var below = line + 1; below <= last; below++)
        {
            var text = LineEdits.TextOf(file, below);
            var content = text.TrimStart();
            if (!content.IsEmpty && content[0] != '#')
            {
                return text[..^content.Length].ToString();
            }
        }

        return DefaultIndent;
    }
}
