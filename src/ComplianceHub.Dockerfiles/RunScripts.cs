using System.Collections.Immutable;
using ComplianceHub.Dockerfiles.Parsing;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Dockerfiles;

/// <summary>Finds the script of a RUN and the shell that reads it; https://docs.docker.com/reference/dockerfile/#run.</summary>
internal static class RunScripts
{
    public static RunScript[] Of(Stage stage)
    {
        var scripts = new List<RunScript>();
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is RunInstruction run)
            {
                scripts.Add(Of(stage, run, stage.ShellAt(run)));
            }
            else if (instruction is OnbuildInstruction { Trigger: RunInstruction trigger })
            {
                // It runs in a stage built on this one, which begins with this one's last shell.
                scripts.Add(Of(stage, trigger, stage.Shell) with { IsTrigger = true });
            }
        }

        return [.. scripts];
    }

    public static RunScript Of(Stage stage, RunInstruction run, StageShell shell)
    {
        var source = ScriptSource.Of(run);
        shell = source.Shell ?? shell;
        var reads = shell.Kind is ShellKind.Posix or ShellKind.Bash;
        var script = source.Command is { } command ? new ShellScript(reads ? [command] : [], [])
            : reads ? ShellScript.Parse(source.Text) : ShellScript.Empty;
        return new RunScript(run, stage, shell.Kind, shell.PipeFail || SetsPipeFail(script), script) { Text = source.Text, Shell = shell, Source = source };
    }

    public static int LineAt(RunScript script, int scriptOffset) => script.Stage.File.Lines.LineAt(script.OffsetAt(scriptOffset));

    /// <summary>Whether <c>set -o pipefail</c> stands before the first pipe.</summary>
    private static bool SetsPipeFail(ShellScript script)
    {
        foreach (var command in script.Commands)
        {
            if (command.PipesOutput)
            {
                return false;
            }

            if (command.Name == "set" && StageShell.SetsPipeFail([.. command.Words.Select(w => w.Value)]))
            {
                return true;
            }
        }

        return false;
    }
}
