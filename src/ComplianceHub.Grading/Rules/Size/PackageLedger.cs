using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>A build package that one script installs and leaves behind.</summary>
internal sealed record LeftPackage(string Name, int Offset);

/// <summary>
/// Reads one script's package commands in order: what is installed and not removed by the end of the same script stays in its layer, even if a later
/// one removes it.
/// </summary>
internal static class PackageLedger
{
    /// <summary>Options whose value is the next word: <c>-t release</c>, <c>-o option</c>, <c>--virtual name</c>.</summary>
    private static readonly string[] s_withValue = ["-t", "-o", "-c", "--target-release", "--option", "--virtual", "--repository", "-X", "-p", "--root"];

    public static IReadOnlyList<LeftPackage> LeftBehind(ShellScript script)
    {
        var left = new List<(string Name, int Offset, string? Group)>();
        var automatic = false;
        foreach (var command in script.Commands)
        {
            var name = command.Name;
            var start = 0;
            if (name is "sudo" or "env" or "eatmydata")
            {
                start = 1 + command.Arguments.TakeWhile(w => w.Value.StartsWith('-') || w.Value.Contains('=', StringComparison.Ordinal)).Count();
                name = start < command.Words.Length ? command.Words[start].Value : "";
            }

            var words = command.Words.Skip(start + 1).ToList();
            if (name == "apt-mark" && words.Any(w => w.Value == "auto"))
            {
                automatic = true;
            }

            switch (Verb(name, words))
            {
                case "install":
                    var group = ValueOf(words, "-t", "--virtual");
                    left.AddRange(Packages(name, words)
                        .Select(w => (Name: BuildPackages.NameOf(w.Value), w.Offset, Group: name == "apk" ? group : null))
                        .Where(p => BuildPackages.IsBuildPackage(p.Name)));
                    break;
                case "remove":
                    var gone = Packages(name, words).ToList();
                    // "$buildDeps" is what was installed as "$buildDeps"; after apt-mark auto, --auto-remove takes whatever is not needed.
                    if (gone.Any(w => w.IsDynamic) || (automatic && words.Any(w => w.Value is "--auto-remove" or "--autoremove" or "autoremove")))
                    {
                        left.Clear();
                    }

                    left.RemoveAll(p => gone.Any(g => g.Value == p.Group || BuildPackages.NameOf(g.Value) == p.Name || Covers(g.Value, p.Name)));
                    break;
                default:
                    break;
            }
        }

        return [.. left.DistinctBy(p => p.Name).Select(p => new LeftPackage(p.Name, p.Offset))];
    }

    private static bool Covers(string pattern, string package) =>
        pattern.Contains('*', StringComparison.Ordinal) && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, package, ignoreCase: false);

    private static string Verb(string manager, List<ShellWord> words)
    {
        var verb = Plain(words).Select(w => w.Value).FirstOrDefault() ?? "";
        return (manager, verb) switch
        {
            ("apt-get" or "apt" or "aptitude", "install" or "build-dep") => "install",
            ("apt-get" or "apt" or "aptitude", "remove" or "purge" or "autoremove" or "autopurge") => "remove",
            ("apk", "add") => "install",
            ("apk", "del") => "remove",
            ("yum" or "dnf" or "microdnf" or "tdnf" or "zypper", "install" or "in" or "groupinstall" or "localinstall") => "install",
            ("yum" or "dnf" or "microdnf" or "tdnf" or "zypper", "remove" or "erase" or "autoremove" or "rm" or "groupremove") => "remove",
            ("pacman", _) when words.Any(w => w.Value.StartsWith("-S", StringComparison.Ordinal)) => "install",
            ("pacman", _) when words.Any(w => w.Value.StartsWith("-R", StringComparison.Ordinal)) => "remove",
            _ => "",
        };
    }

    /// <summary>Words that name packages: not the verb, not options nor their values.</summary>
    private static IEnumerable<ShellWord> Packages(string manager, List<ShellWord> words) => Plain(words).Skip(manager == "pacman" ? 0 : 1);

    private static IEnumerable<ShellWord> Plain(List<ShellWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var value = words[i].Value;
            if (s_withValue.Contains(value))
            {
                i++;
            }
            else if (value.Length > 0 && value[0] != '-')
            {
                yield return words[i];
            }
        }
    }

    private static string? ValueOf(List<ShellWord> words, params string[] options)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (options.Contains(words[i].Value) && i + 1 < words.Count)
            {
                return words[i + 1].Value;
            }

            if (words[i].Value.StartsWith("--virtual=", StringComparison.Ordinal))
            {
                return words[i].Value["--virtual=".Length..];
            }
        }

        return null;
    }
}
