using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComplianceHub.Dockerfiles.Tests;

/// <summary>A case is a folder: a Dockerfile and what it reads as.</summary>
public sealed class CasesTests
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    public static TheoryData<string> Names => [.. Directory.EnumerateDirectories(s_folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_reads_as_expected(string name)
    {
        var file = Dockerfile.Parse(File.ReadAllText(Path.Combine(s_folder, name, "Dockerfile")));
        var actual = JsonSerializer.Serialize(Describe(file), s_json) + "\n";
        var expected = Path.Combine(s_folder, name, "expected.json");
        File.WriteAllText(Path.Combine(s_folder, name, "actual.json"), actual);

        Assert.True(File.Exists(expected), $"Compare {name}/actual.json by eye and make it expected.json.");
        Assert.Equal(File.ReadAllText(expected), actual);
    }

    private static object Describe(Dockerfile file) => new
    {
        directives = file.Directives.Select(d => $"{d.Line}: {d.Name}={d.Value}"),
        errors = file.Errors.Select(e => $"{e.Line}: {e.Kind}: {e.Message} @ {file.TextAt(e.Span)}"),
        stages = file.Stages.Select(s => new
        {
            name = s.Name,
            on = s.Base switch
            {
                StageBase.External external => external.Reference.Familiar,
                StageBase.Parent parent => $"stage {parent.Stage.Index}",
                StageBase.Unknown unknown => $"? {unknown.Expanded}: {unknown.Reason}",
                _ => "scratch",
            },
            shell = s.Shell.Kind.ToString(),
            scope = s.Scope.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{(v.Value.IsArg ? "ARG" : "ENV")} {v.Key}={v.Value.Text ?? "?"}"),
            scripts = RunScript.Of(s).Select(r => r.Script.Commands.Select(c => $"{r.LineAt(c.Span.Start)}: {string.Join(' ', c.Words.Select(w => w.Value))}")),
        }),
        instructions = file.Instructions.Select(i => Describe(i, file)),
    };

    private static Dictionary<string, object> Describe(Instruction instruction, Dockerfile file)
    {
        var result = new Dictionary<string, object>
        {
            ["is"] = $"{instruction.StartLine}-{instruction.EndLine} {instruction.GetType().Name}",
            ["original"] = instruction.Original,
            ["words"] = instruction.Arguments.Select(w => $"{w.Text} @ {file.TextAt(w.Span)}"),
        };
        Add("flags", instruction.Flags.Select(f => $"{f.Name}: {f.Value} @ {file.TextAt(f.Span)}"));
        Add("comments", instruction.Comments);
        Add("heredocs", instruction.Heredocs.Select(h => $"{h.FileDescriptor} {h.Name} {(h.Expand ? "expanded" : "as is")}: {h.Content}"));
        Add("pairs", (instruction as PairsInstruction)?.Pairs.Select(p => $"{p.Key}: {p.Value} @ {file.TextAt(p.ValueSpan)}") ?? []);
        Add("arguments", (instruction as ArgInstruction)?.Declarations.Select(d => $"{d.Key}: {d.Default ?? "none"}") ?? []);
        if (instruction is OnbuildInstruction { Trigger: { } trigger })
        {
            result["trigger"] = Describe(trigger, file);
        }

        return result;

        void Add(string name, IEnumerable<string> texts)
        {
            if (texts.Any())
            {
                result[name] = texts;
            }
        }
    }
}
