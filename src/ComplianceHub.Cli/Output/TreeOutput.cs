using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Cli.Output;

/// <summary>
/// Syntax trees as JSON Lines, one object a file: <c>file, escape, directives[{name, value, line}], errors[{line, message}],
/// instructionErrors[{line, message}], instructions[{name, original, flags[], args[], form, heredocs[{name, content, expand, chomp, fd}], comments[],
/// startLine, endLine, onbuild}]</c>. <c>errors</c> are those that BuildKit's parser stops at, <c>instructionErrors</c> what its next step refuses;
/// <c>args</c> are as BuildKit's tree has them (<see cref="BuildKitTree"/>), <c>form</c> is <c>exec</c>, <c>shell</c> or null, a here-document's
/// <c>content</c> is raw, and <c>onbuild</c> is the wrapped instruction or null.
/// </summary>
internal sealed class TreeOutput(Stream output) : IDisposable
{
    private const int FlushAt = 1 << 16;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);

    public void Write(string path, Dockerfile dockerfile)
    {
        using (var json = new Utf8JsonWriter(_buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("file", path);
            json.WriteString("escape", [dockerfile.Escape]);
            json.WriteStartArray("directives");
            foreach (var directive in dockerfile.Directives)
            {
                json.WriteStartObject();
                json.WriteString("name", directive.Name);
                json.WriteString("value", directive.Value);
                json.WriteNumber("line", directive.Line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteErrors(json, "errors", dockerfile, ParseErrorKind.Syntax);
            WriteErrors(json, "instructionErrors", dockerfile, ParseErrorKind.Instruction);
            json.WriteStartArray("instructions");
            foreach (var instruction in dockerfile.Instructions)
            {
                WriteInstruction(json, instruction, dockerfile);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount > FlushAt)
        {
            Flush();
        }
    }

    public void Dispose() => Flush();

    private static void WriteErrors(Utf8JsonWriter json, string name, Dockerfile dockerfile, ParseErrorKind kind)
    {
        json.WriteStartArray(name);
        foreach (var error in dockerfile.Errors.Where(e => e.Kind == kind))
        {
            json.WriteStartObject();
            json.WriteNumber("line", error.Line);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInstruction(Utf8JsonWriter json, Instruction instruction, Dockerfile dockerfile)
    {
        json.WriteStartObject();
        json.WriteString("name", instruction.Name);
        json.WriteString("original", instruction.Original);
        WriteStrings(json, "flags", BuildKitTree.Flags(instruction));
        WriteStrings(json, "args", BuildKitTree.Arguments(instruction));
        json.WriteString("form", BuildKitTree.Form(instruction) switch { CommandForm.Exec => "exec", CommandForm.Shell => "shell", _ => null });
        json.WriteStartArray("heredocs");
        foreach (var heredoc in instruction.Heredocs)
        {
            json.WriteStartObject();
            json.WriteString("name", heredoc.Name);
            json.WriteString("content", dockerfile.Text.AsSpan(heredoc.Span.Start, heredoc.Span.Length));
            json.WriteBoolean("expand", heredoc.Expand);
            json.WriteBoolean("chomp", heredoc.Chomp);
            json.WriteNumber("fd", heredoc.FileDescriptor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStrings(json, "comments", instruction.Comments);
        json.WriteNumber("startLine", instruction.StartLine);
        json.WriteNumber("endLine", instruction.EndLine);
        if (instruction is OnbuildInstruction { Trigger: { } trigger })
        {
            json.WritePropertyName("onbuild");
            WriteInstruction(json, trigger, dockerfile);
        }
        else
        {
            json.WriteNull("onbuild");
        }

        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private void Flush()
    {
        output.Write(_buffer.WrittenSpan);
        output.Flush();
        _buffer.ResetWrittenCount();
    }
}
