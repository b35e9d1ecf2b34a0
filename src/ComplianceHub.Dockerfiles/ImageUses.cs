using System.Globalization;
using System.IO.Enumeration;
using System.Text;

namespace ComplianceHub.Dockerfiles;

/// <summary>Resolves FROM, <c>COPY --from</c> and <c>RUN --mount from</c>; https://docs.docker.com/reference/dockerfile/#copy---from.</summary>
internal static class ImageUses
{
    /// <summary>People do not write files of more stages; each is held against those before it only up to here.</summary>
    private const int MostStages = 256;

    public static IEnumerable<ImageUse> Of(Dockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            var candidates = CandidatesFor(stage);
            if (candidates.Count == 0)
            {
                yield return OfFrom(stage);
            }

            foreach (var candidate in candidates)
            {
                yield return new ImageUse(ImageUseKind.From, stage, stage.From, stage.From.Image.Span, candidate.Name ?? "") { Stage = candidate };
            }

            foreach (var instruction in stage.Executed)
            {
                foreach (var use in Of(file, stage, instruction, isTrigger: false))
                {
                    yield return use;
                }

                if (instruction is OnbuildInstruction { Trigger: { } trigger })
                {
                    foreach (var use in Of(file, stage, trigger, isTrigger: true))
                    {
                        yield return use;
                    }
                }
            }
        }
    }

    private static ImageUse OfFrom(Stage stage)
    {
        var use = new ImageUse(ImageUseKind.From, stage, stage.From, stage.From.Image.Span, stage.From.Image.Text);
        return stage.Base switch
        {
            StageBase.Scratch => use with { IsScratch = true, Written = "scratch" },
            StageBase.Parent parent => use with { Stage = parent.Stage, Written = parent.Stage.Name ?? use.Written },
            StageBase.External external => use with { Reference = external.Reference, Written = external.Reference.Original },
            StageBase.Unknown unknown => use with { Written = unknown.Expanded, Problem = unknown.Reason },
            _ => use,
        };
    }

    /// <summary>
    /// <c>FROM build-${TARGETARCH}</c> stands on one of the earlier stages whose names fit; which one only the build knows, so any of them may be needed.
    /// </summary>
    private static List<Stage> CandidatesFor(Stage stage)
    {
        if (stage.Base is not StageBase.Unknown { Expanded: var name } || stage.File.Stages.Length > MostStages || Pattern(name) is not { } pattern)
        {
            return [];
        }

        return [.. stage.File.Stages.Take(stage.Index).Where(s => s.Name is not null && FileSystemName.MatchesSimpleExpression(pattern, s.Name))];
    }

    /// <summary>The name with an asterisk for each variable; null when there is none, or nothing beside them.</summary>
    private static string? Pattern(string name)
    {
        var pattern = new StringBuilder();
        var literals = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '$')
            {
                literals += char.IsAsciiLetterOrDigit(name[i]) ? 1 : 0;
                pattern.Append(name[i] is '*' or '?' ? '_' : name[i]);
                continue;
            }

            pattern.Append('*');
            if (i + 1 < name.Length && name[i + 1] == '{')
            {
                i = name.IndexOf('}', i) is var close and >= 0 ? close : name.Length;
            }
            else
            {
                while (i + 1 < name.Length && (char.IsAsciiLetterOrDigit(name[i + 1]) || name[i + 1] == '_'))
                {
                    i++;
                }
            }
        }

        return literals > 0 && pattern.Length > 0 && name.Contains('$', StringComparison.Ordinal) ? pattern.ToString() : null;
    }

    private static IEnumerable<ImageUse> Of(Dockerfile file, Stage stage, Instruction instruction, bool isTrigger)
    {
        foreach (var flag in instruction.Flags)
        {
            var name = instruction switch
            {
                CopyInstruction when flag.Name == "from" => flag.Value,
                RunInstruction when flag.Name == "mount" && flag.Value is not null => MountSource(flag.Value),
                _ => null,
            };
            if (string.IsNullOrEmpty(name))
            {
                continue;
            }

            var kind = instruction is CopyInstruction ? ImageUseKind.CopyFrom : ImageUseKind.MountFrom;
            yield return Resolve(file, new ImageUse(kind, stage, instruction, flag.Span, name) { IsTrigger = isTrigger });
        }
    }

    private static ImageUse Resolve(Dockerfile file, ImageUse use)
    {
        if (use.Written.Contains('$', StringComparison.Ordinal))
        {
            return use with { Problem = "variables are not expanded here" };
        }

        var isNumber = int.TryParse(use.Written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index);
        if (isNumber && use.Kind == ImageUseKind.CopyFrom)
        {
            return index >= 0 && index < file.Stages.Length ? use with { Stage = file.Stages[index] } : use with { Problem = $"there is no stage {index}" };
        }

        if (file.FindStage(use.Written) is { } stage && !isNumber)
        {
            return use with { Stage = stage };
        }

        if (use.Written.Equals("scratch", StringComparison.OrdinalIgnoreCase))
        {
            return use with { IsScratch = true };
        }

        var reference = ImageReference.TryParse(use.Written, out var error);
        return use with { Reference = reference, Problem = error };
    }

    /// <summary>The value of <c>from</c> in a mount, whose fields are separated as in a CSV line.</summary>
    private static string? MountSource(string mount)
    {
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i <= mount.Length; i++)
        {
            if (i == mount.Length || (mount[i] == ',' && !isQuoted))
            {
                var text = field.ToString();
                if (text.StartsWith("from=", StringComparison.OrdinalIgnoreCase))
                {
                    return text["from=".Length..];
                }

                field.Clear();
            }
            else if (mount[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                field.Append(mount[i]);
            }
        }

        return null;
    }
}
