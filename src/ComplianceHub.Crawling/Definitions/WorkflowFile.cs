using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// Reads what workflows of GitHub, Gitea and Forgejo build and push with <c>docker/build-push-action</c>,
/// https://github.com/docker/build-push-action#inputs: once for each place of a job's matrix.
/// </summary>
internal sealed class WorkflowFile
{
    private const int MostBuilds = 500;
    private const int MostLookUps = 100_000;
    private const string BuildAction = "docker/build-push-action@";
    private const string MetadataAction = "docker/metadata-action@";

    private readonly string _repository;
    private readonly WorkflowExpressions.Budget _budget = new(MostLookUps);

    private WorkflowFile(string repository) => _repository = repository;

    /// <param name="repository">Name of the Git repository with its groups, which expressions may ask for.</param>
    public static IEnumerable<FoundBuild> BuildsOf(string text, string repository)
    {
        var file = new WorkflowFile(repository);
        return YamlReader.Read(text).SelectMany(file.BuildsOf).Take(MostBuilds);
    }

    private IEnumerable<FoundBuild> BuildsOf(YamlNode workflow) =>
        from job in workflow["jobs"]?.Entries ?? []
        let steps = job.Value["steps"]?.Items ?? []
        where steps.Any(s => Uses(s, BuildAction))
        from place in WorkflowMatrix.PlacesOf(job.Value.At("strategy", "matrix"))
        from step in steps
        where Uses(step, BuildAction)
        let build = BuildOf(new WorkflowExpressions(_repository, [workflow["env"], job.Value["env"], step["env"]], place, _budget), job.Key, step, steps)
        where build is not null
        select build;

    private static FoundBuild? BuildOf(WorkflowExpressions expressions, string job, YamlNode step, IReadOnlyList<YamlNode> steps)
    {
        var with = step["with"];
        string? Known(string key) => with?.TextOf(key) is { Length: > 0 } value ? expressions.Fill(value) : null;
        var outputs = Known("outputs") ?? "";
        if (!IsPushed(Known("push"), outputs))
        {
            return null;
        }

        // "{{defaultContext}}:folder" is a folder of the repository, in which a file is looked for, too.
        var context = (with?.TextOf("context") is { } written && written.StartsWith("{{defaultContext}}", StringComparison.Ordinal)
            ? expressions.Fill(written["{{defaultContext}}".Length..]).TrimStart(':') : null) is { } folder ? (Path: folder, IsGit: true) : (Path: Known("context") ?? ".", IsGit: false);
        var dockerfile = Known("file") is { } file ? FoundBuild.PathOf(context.IsGit ? context.Path : "", file) : FoundBuild.PathOf(context.Path, "Dockerfile");
        var images = (with?.TextOf("tags") is { } tags ? NamesOf(tags, steps, expressions) : []).Concat(NamesOfOutputs(outputs));
        return FoundBuild.TryMake($"{job}: {step.TextOf("name") ?? step.TextOf("id") ?? "build"}", step.Line, dockerfile, Known("target"), images);
    }

    /// <summary>What is only built is there to be tested. An expression may be true.</summary>
    private static bool IsPushed(string? push, string outputs) =>
        (push is not null && !push.Equals("false", StringComparison.OrdinalIgnoreCase))
        || outputs.Contains("push=true", StringComparison.OrdinalIgnoreCase) || outputs.Contains("type=registry", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> NamesOf(string tags, IReadOnlyList<YamlNode> steps, WorkflowExpressions expressions) => Lines(tags).SelectMany(line =>
        MetadataStepOf(line) is { } id
            ? steps.Where(s => s.TextOf("id") == id && Uses(s, MetadataAction)).SelectMany(s => ImagesOf(s, expressions))
            : Lines(expressions.Fill(line)));

    // https://github.com/docker/metadata-action#images-input: a name a line, or name=… with further fields.
    private static IEnumerable<string> ImagesOf(YamlNode step, WorkflowExpressions expressions) => Lines(step.At("with", "images")?.Text ?? "")
        .SelectMany(line => Lines(expressions.Fill(line)))
        .Where(field => !field.StartsWith("enable=", StringComparison.Ordinal))
        .Select(field => field.StartsWith("name=", StringComparison.Ordinal) ? field["name=".Length..] : field);

    // type=image,"name=a,b",push=true
    private static string[] NamesOfOutputs(string outputs)
    {
        var start = outputs.IndexOf("name=", StringComparison.Ordinal);
        if (start < 0 || (start > 0 && char.IsAsciiLetterOrDigit(outputs[start - 1])))
        {
            return [];
        }

        var isQuoted = start > 0 && outputs[start - 1] == '"';
        var rest = outputs[(start + "name=".Length)..];
        var end = rest.IndexOf(isQuoted ? '"' : ',', StringComparison.Ordinal);
        return Lines(end < 0 ? rest : rest[..end]);
    }

    private static string? MetadataStepOf(string line)
    {
        const string Begin = "steps.";
        const string End = ".outputs.tags";
        var inside = line.StartsWith("${{", StringComparison.Ordinal) && line.EndsWith("}}", StringComparison.Ordinal) ? line[3..^2].Trim() : "";
        return inside.Length > Begin.Length + End.Length && inside.StartsWith(Begin, StringComparison.Ordinal) && inside.EndsWith(End, StringComparison.Ordinal)
            ? inside[Begin.Length..^End.Length] : null;
    }

    private static bool Uses(YamlNode step, string action) => step.TextOf("uses")?.StartsWith(action, StringComparison.OrdinalIgnoreCase) == true;

    private static string[] Lines(string text) => text.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
