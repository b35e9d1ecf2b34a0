using System.CommandLine;
using ComplianceHub.Cli.Commands;

var root = new RootCommand("Grades Dockerfiles against the best-practice checklist, offline, with the hub's own engine.")
{
    CheckCommand.Create(),
    ParseCommand.Create(),
    PolicyCommand.Create(),
    RulesCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("Try 'compliancehub --help'.");
    return ExitStatus.BadUse;
}

return parsed.Invoke();
