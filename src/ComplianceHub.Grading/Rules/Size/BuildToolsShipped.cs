using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>Compilers, SDKs or build packages ship: in the base of the final stage, or installed in it or in a stage it is built on.</summary>
public sealed class BuildToolsShipped : Rule
{
    private const string Advice = "Build in a stage of its own and copy only the result into the final one; what has to be compiled here is installed, used and removed in one RUN.";

    /// <summary>Variables that toolchains' images set for themselves.</summary>
    private static readonly string[] s_toolchainVariables = ["GOLANG_VERSION", "RUST_VERSION", "CARGO_HOME", "MAVEN_HOME", "GRADLE_HOME", "DOTNET_SDK_VERSION", "GCC_VERSION"];

    public override RuleDescriptor Descriptor { get; } = new("build-tools-shipped", "Build tools ship", Criterion.MultiStage, RuleKind.Question, Severity.Medium)
    {
        Links = ["https://docs.docker.com/build/building/multi-stage/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is not { } final)
        {
            return RuleAnswer.NotApplicable("No stage ships.");
        }

        var lineage = final.Lineage().Reverse().ToList();
        var findings = lineage.SelectMany(Installed).ToList();
        var root = lineage[0];
        string? notKnown = null;
        if (root.Base is StageBase.Unknown unknown)
        {
            findings.Add(RuleFinding.At(root.From, $"Whether build tools ship cannot be known: {unknown.Reason}.", PulledImages.WithoutTag(unknown.Expanded)) with { IsUnknown = true });
        }
        else if (root.Base is StageBase.External { Reference: var reference })
        {
            var ships = context.FindBase(reference)?.ShipsBuildTools;
            if (ships == true)
            {
                findings.Add(RuleFinding.At(root.From, $"{reference.Familiar} brings compilers or an SDK, and they ship.", KnownBases.Canonical(reference)) with { Remediation = Advice });
            }
            else if (ships is null)
            {
                findings.AddRange(lineage.SelectMany(Compiled));
                notKnown = $"It is not known whether {reference.Familiar} brings build tools.";
            }
        }

        return findings.Count == 0 && notKnown is not null ? RuleAnswer.NotCollected(notKnown) : RuleAnswer.Of(findings);
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context)
    {
        if (platform.Config.History.IsEmpty)
        {
            return null;
        }

        // The base's lines count as well: what it brings ships, too.
        var packages = platform.Config.History
            .Select(h => HistoryLine.Parse(h.CreatedBy).Script).OfType<Dockerfiles.Shell.ShellScript>()
            .SelectMany(PackageLedger.LeftBehind).DistinctBy(p => p.Name)
            .Select(p => new RuleFinding($"{p.Name} was installed and ships.", p.Name) { Remediation = Advice });
        var variables = platform.Config.Env.Where(e => s_toolchainVariables.Contains(e.Key)).DistinctBy(e => e.Key)
            .Select(e => new RuleFinding($"{e.Key} is set: a toolchain's image ships.", e.Key) { Remediation = Advice });
        return RuleAnswer.Of(packages.Concat(variables));
    }

    private static IEnumerable<RuleFinding> Installed(Stage stage) => Runs(stage).SelectMany(run => PackageLedger.LeftBehind(run.Script).Select(package =>
        RuleFinding.At(run.Instruction, $"{package.Name} is installed and ships.", package.Name) with { Line = run.LineAt(package.Offset), Remediation = Advice }));

    private static IEnumerable<RuleFinding> Compiled(Stage stage) => Runs(stage).SelectMany(run => run.Script.Commands
        .Where(c => BuildPackages.Compiles(c.Name, c.Arguments.Select(a => a.Value).FirstOrDefault(a => !a.StartsWith('-'))))
        .DistinctBy(c => c.Name)
        .Select(c => RuleFinding.At(run.Instruction, $"{c.Name} runs in what ships, so its tools do, too.", c.Name) with { Line = run.LineAt(c.Span.Start), Remediation = Advice }));

    private static IEnumerable<RunScript> Runs(Stage stage) => RunScript.Of(stage).Where(r => !r.IsTrigger);
}
