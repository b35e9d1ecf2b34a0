using System.CommandLine;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Cli.Commands;

/// <summary><c>policy show [FILE]</c> and <c>policy schema</c>.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "What is asked of images and what it weighs.") { Show(), Schema() };

    private static Command Show()
    {
        var file = new Argument<string?>("FILE") { Description = "A policy to check and complete; the default policy without it.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", "Prints a policy as JSON with every property, or says what is wrong with it.") { file };
        command.SetAction(parsed =>
        {
            var policy = Policy.Default;
            if (parsed.GetValue(file) is { } path && !PolicyFile.TryRead(path, Console.Error, out policy))
            {
                return ExitStatus.BadUse;
            }

            Console.Out.Write(PolicyJson.Write(policy));
            return ExitStatus.Clean;
        });
        return command;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Prints the JSON Schema (draft 2020-12) of policies.");
        command.SetAction(_ =>
        {
            Console.Out.Write(PolicySchema.Text());
            return ExitStatus.Clean;
        });
        return command;
    }
}
