using System.Collections.Immutable;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An option of a command line; short ones that are bundled (<c>-yq</c>) are taken apart.</summary>
public readonly record struct PackageOption(string Name, string? Value, ShellWord Word);

/// <summary>A package manager's command line, read: options may stand anywhere, be bundled, and have values that are no packages.</summary>
/// <param name="Command">The command as the shell has it.</param>
/// <param name="Tool">Which family.</param>
/// <param name="Program">The program as called: <c>apt-get</c>.</param>
/// <param name="Verb">The sub-command, for instance <c>install</c>; empty when there is none.</param>
/// <param name="VerbWord">Where it stands; the program when there is none.</param>
/// <param name="Operands">What stands behind the verb and is no option.</param>
/// <param name="HidesOptions">Whether a variable may hold options.</param>
public sealed record PackageCommand(
    ShellCommand Command,
    PackageTool Tool,
    string Program,
    string Verb,
    ShellWord ProgramWord,
    ShellWord VerbWord,
    ImmutableArray<PackageOption> Options,
    ImmutableArray<ShellWord> Operands,
    bool HidesOptions)
{
    /// <summary><c>program verb</c>: what a finding is about that concerns no single package.</summary>
    public string Locus => Verb.Length == 0 ? Program : $"{Program} {Verb}";

    /// <summary>Operands whose text is known.</summary>
    public IEnumerable<ShellWord> KnownOperands => Operands.Where(o => !o.IsDynamic);

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var option in Options)
        {
            if (names.Contains(option.Name))
            {
                return true;
            }
        }

        return false;
    }

    public bool Is(string tool, params ReadOnlySpan<string> verbs) => Tool.Name == tool && verbs.Contains(Verb);

    /// <summary>Reads a command; null when it calls no package manager.</summary>
    public static PackageCommand? Read(ShellCommand command)
    {
        var words = CommandWords.Of(command);
        if (words.Length > 2 && words[0].Value.Contains("python", StringComparison.Ordinal) && words[1].Value == "-m" && words[2].Value == "pip")
        {
            words = words[2..];
        }

        if (words.IsEmpty || words[0].IsDynamic)
        {
            return null;
        }

        var program = words[0].Value[(words[0].Value.LastIndexOf('/') + 1)..];
        return PackageTool.Find(program) is { } tool ? Read(command, tool, program, words) : null;
    }

    private static PackageCommand Read(ShellCommand command, PackageTool tool, string program, ImmutableArray<ShellWord> words)
    {
        var options = ImmutableArray.CreateBuilder<PackageOption>();
        var operands = ImmutableArray.CreateBuilder<ShellWord>();
        ShellWord? verb = null;
        var hides = false;
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i];
            var value = word.Value;
            if (value == "--")
            {
                operands.AddRange(words[(i + 1)..]);
                break;
            }

            if (value is ['-', _, ..])
            {
                i += ReadOption(tool, word, i + 1 < words.Length ? words[i + 1].Value : null, options) ? 1 : 0;
            }
            else if (verb is null && !word.IsDynamic && tool.Name != "rpm")
            {
                verb = word;
            }
            else
            {
                hides |= word.IsDynamic && (verb is null || MayHoldOptions(word));
                operands.Add(word);
            }
        }

        // "dnf group install", "dnf module install"
        if (verb is { Value: "group" or "groups" or "module" } && operands is [{ IsDynamic: false } second, ..])
        {
            var group = verb.Value.Value;
            operands.RemoveAt(0);
            return new(command, tool, program, $"{group} {second.Value}", words[0], second, options.ToImmutable(), operands.ToImmutable(), hides);
        }

        return new(command, tool, program, verb?.Value ?? "", words[0], verb ?? words[0], options.ToImmutable(), operands.ToImmutable(), hides);
    }

    /// <summary>Whether a word is a variable whose name speaks of options: <c>$APT_OPTS</c>, but not <c>$TARGETARCH</c> or <c>pkg-$OPTION</c>.</summary>
    public static bool MayHoldOptions(ShellWord word) => word.IsDynamic && word.Value is ['$', ..]
        && (word.Value.Contains("OPT", StringComparison.OrdinalIgnoreCase) || word.Value.Contains("FLAG", StringComparison.OrdinalIgnoreCase) || word.Value.Contains("ARGS", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the option takes the next word.</summary>
    private static bool ReadOption(PackageTool tool, ShellWord word, string? next, ImmutableArray<PackageOption>.Builder options)
    {
        var text = word.Value;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (text.StartsWith("--", StringComparison.Ordinal) || tool.LongWithOneDash)
        {
            var name = equals < 0 ? text : text[..equals];
            var takesNext = equals < 0 && tool.ValuedOptions.Contains(name);
            options.Add(new(name, equals >= 0 ? text[(equals + 1)..] : takesNext ? next : null, word));
            return takesNext;
        }

        for (var i = 1; i < text.Length; i++)
        {
            var name = "-" + text[i];
            if (tool.ValuedOptions.Contains(name))
            {
                var rest = text[(i + 1)..];
                options.Add(new(name, rest.Length > 0 ? rest.TrimStart('=') : next, word));
                return rest.Length == 0;
            }

            if (i + 1 < text.Length && text[i + 1] == '=')
            {
                options.Add(new(name, text[(i + 2)..], word));
                return false;
            }

            options.Add(new(name, null, word));
        }

        return false;
    }
}
