using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>An external base that cannot be exchanged from outside, or only in part.</summary>
public sealed class BaseArgNotParametrised : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("base-not-parametrised", "A base image is written into FROM", Criterion.BaseArg, RuleKind.Question, Severity.Low)
    {
        Links = ["https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is null)
        {
            return RuleAnswer.NotApplicable("Nothing ships.");
        }

        var external = target.Dockerfile.ReachableFrom(target.Stage).Where(s => s.Base is StageBase.External or StageBase.Unknown).ToList();
        return external.Count == 0 ? RuleAnswer.NotApplicable("No stage stands on an external image.")
            : RuleAnswer.Of(external.Select(s => Judge(target.Dockerfile, s)).OfType<RuleFinding>());
    }

    private static RuleFinding? Judge(Dockerfile file, Stage stage)
    {
        var image = stage.From.Image;
        var globals = file.GlobalArgs.SelectMany(a => a.Declarations).ToLookup(d => d.Key, StringComparer.Ordinal);
        var reference = BaseReference.Read(image.Text);
        var own = reference.Variables.Where(v => globals.Contains(v.Name)).ToList();
        var locus = (stage.Base as StageBase.External)?.Reference.Repository ?? image.Text;
        if (own.Exists(v => !v.HasDefault && globals[v.Name].All(d => d.Default is null)))
        {
            var missing = own.First(v => !v.HasDefault && globals[v.Name].All(d => d.Default is null)).Name;
            return RuleFinding.At(stage.From, $"The base comes from ARG {missing}, which has no default: it cannot be judged from the file.", locus)
                with { Span = image.Span, IsUnknown = true, Remediation = $"Give ARG {missing} a default." };
        }

        if (own.Count > 0 && reference.IsOnlyVariables && own.Count == reference.Variables.Length)
        {
            return null;
        }

        var message = own.Count == 0 ? $"The base {image.Text} is a literal." : $"Only a part of the base {image.Text} comes from a build argument.";
        return RuleFinding.At(stage.From, message, locus) with
        {
            Span = image.Span,
            Share = own.Count == 0 ? Share.Whole : Share.Half,
            Remediation = "Declare the whole reference as a global ARG with this default, and use it in FROM.",
            Fix = new(() => Repair(file, stage, globals)),
        };
    }

    /// <summary>The ARG goes directly before the first FROM, after the directives and the arguments that it may use.</summary>
    private static ImmutableArray<TextEdit> Repair(Dockerfile file, Stage stage, ILookup<string, ArgDeclaration> globals)
    {
        var image = stage.From.Image;
        if (stage.Base is not StageBase.External external || image.Text.AsSpan().ContainsAny(" \"'\\"))
        {
            return [];
        }

        var stem = new string([.. external.Reference.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]) + "_IMAGE";
        stem = char.IsAsciiDigit(stem[0]) ? "BASE_" + stem : stem;
        // Another stage on another version of the same image gets an argument of its own.
        var others = file.Stages.TakeWhile(s => s != stage)
            .Where(s => (s.Base as StageBase.External)?.Reference.Name == external.Reference.Name && s.From.Image.Text != image.Text)
            .Select(s => s.From.Image.Text).Distinct(StringComparer.Ordinal).Count();
        var name = others == 0 ? stem : $"{stem}_{others + 1}";
        while (globals.Contains(name))
        {
            name += "_REFERENCE";
        }

        return [.. LineEdits.Above(file, file.Stages[0].From, $"ARG {name}={image.Text}"), new(image.Span, $"${{{name}}}")];
    }
}
