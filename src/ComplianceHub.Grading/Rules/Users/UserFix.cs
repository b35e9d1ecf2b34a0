using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>Where a numeric user goes so that nothing of the build loses its rights: behind the last instruction that may need root.</summary>
internal static class UserFix
{
    public const string Uid = "10001";

    public static ImmutableArray<TextEdit> For(Stage final, UserInstruction? current)
    {
        var file = final.File;
        if (final.Instructions.Any(i => i is OnbuildInstruction) || final.Shell.Kind is ShellKind.PowerShell or ShellKind.Cmd)
        {
            return [];
        }

        var last = final.Instructions.LastOrDefault(i => i is RunInstruction or CopyInstruction or AddInstruction or WorkdirInstruction or UserInstruction);
        if (current is not null && ReferenceEquals(last, current))
        {
            return [new(current.User.Span, Uid)];
        }

        var line = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var start = last is null ? final.From.EndLine : last.EndLine;
        var next = final.Instructions.FirstOrDefault(i => i.StartLine > start && i is CmdInstruction or EntrypointInstruction);
        if (next is not null)
        {
            return [new(new(next.Span.Start, 0), $"USER {Uid}{line}")];
        }

        var end = final.Instructions.LastOrDefault() ?? final.From;
        return [new(new(end.Span.End, 0), $"{line}USER {Uid}")];
    }
}
