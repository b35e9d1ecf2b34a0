using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>Numbers of users: those that a Dockerfile makes itself, and those that well-known bases bring.</summary>
internal static class KnownUsers
{
    /// <summary>The number of a user by name; null when neither the file makes it nor a well-known base brings it.</summary>
    public static string? NumberOf(Stage stage, string name) => MadeBy(stage).LastOrDefault(u => u.Name == name) is { Name: not null } made ? made.Number
        : stage.Root is not StageBase.External { Reference: var reference } ? null
        : (name, KnownBases.Canonical(reference)) switch
        {
            ("node", "docker.io/library/node") or ("jenkins", "docker.io/jenkins/jenkins") => "1000",
            ("nonroot", var repository) when repository.StartsWith("gcr.io/distroless/", StringComparison.Ordinal) || repository.StartsWith("cgr.dev/chainguard/", StringComparison.Ordinal) => "65532",
            _ => null,
        };

    /// <summary>A user that the file makes for running the program: its number, else its name; null when it makes none, or several.</summary>
    public static string? OnlyOneMadeBy(Stage stage) => MadeBy(stage).DistinctBy(u => u.Name).ToList() is [var only] ? only.Number ?? only.Name : null;

    /// <summary>The user that a base brings for programs to run as, though it does not begin as that; null for bases without one.</summary>
    public static string? BroughtBy(StageBase root)
    {
        if (root is not StageBase.External { Reference: var reference })
        {
            return null;
        }

        var tag = reference.Tag ?? "latest";
        return KnownBases.Canonical(reference) switch
        {
            "docker.io/library/node" => "1000",
            var name when name.StartsWith("gcr.io/distroless/", StringComparison.Ordinal) => "65532",
            // From 8 on: https://devblogs.microsoft.com/dotnet/securing-containers-with-rootless/
            "mcr.microsoft.com/dotnet/aspnet" or "mcr.microsoft.com/dotnet/runtime" or "mcr.microsoft.com/dotnet/runtime-deps" or "mcr.microsoft.com/dotnet/sdk"
                when int.TryParse(tag.AsSpan(0, tag.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : tag.Length), out var major) && major >= 8 => "1654",
            _ => null,
        };
    }

    /// <summary>Accounts by useradd and adduser in what ships. A name or number from a variable is not known.</summary>
    private static IEnumerable<(string Name, string? Number)> MadeBy(Stage stage)
    {
        foreach (var command in stage.Lineage().Reverse().SelectMany(RunStep.Of).SelectMany(s => s.Commands).Where(c => CommandWords.NameOf(c) is "useradd" or "adduser"))
        {
            var words = CommandWords.Of(command);
            string? number = null;
            for (var i = 1; i < words.Length; i++)
            {
                number = words[i].Value switch
                {
                    "-u" or "--uid" when i + 1 < words.Length => words[i + 1].Value,
                    var value when value.StartsWith("--uid=", StringComparison.Ordinal) => value["--uid=".Length..],
                    ['-', 'u', .. var digits] when digits.Length > 0 => digits,
                    _ => number,
                };
            }

            // "adduser app wheel" puts an account that there is into a group.
            var operands = Operands([.. words.Skip(1).Select(w => w.Value)]);
            if (operands is [var name] && !words[^1].IsDynamic && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            {
                yield return (name, number is { Length: > 0 } && number.All(char.IsAsciiDigit) && !EffectiveUser.IsRoot(number) ? number : null);
            }
        }
    }

    private static List<string> Operands(List<string> words)
    {
        var operands = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "-u" or "--uid" or "-g" or "--gid" or "--ingroup" or "-G" or "--groups" or "-d" or "--home-dir" or "--home" or "-h" or "-s" or "--shell" or "-c" or "--comment" or "--gecos" or "-g"
                or "-k" or "--skel" or "-e" or "--expiredate" or "-p" or "--password" or "-K" or "-b" or "--base-dir" or "-f" or "--inactive")
            {
                i++;
            }
            else if (!words[i].StartsWith('-'))
            {
                operands.Add(words[i]);
            }
        }

        return operands;
    }
}
