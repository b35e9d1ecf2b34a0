using System.Globalization;
using CsCheck;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Correctness;
using ComplianceHub.TestKit;

namespace ComplianceHub.ShellCheck.Tests;

/// <summary>The real program of this machine (Debian's package shellcheck), and programs that behave worse.</summary>
public sealed class ShellCheckProgramTests
{
    [Theory]
    [InlineData("FROM a\nRUN rm $x\n", "SC2086 2 » $x", "SC2154 2 » $x")]
    [InlineData("FROM a\nARG x\nENV z=2\nRUN rm $x $z\n")]
    [InlineData("FROM a\nENV y=1\nRUN a \\\n # remark\n && é🐳\t$HOME \\\n && rm $HOME\n", "SC2086 5 » $HOME", "SC2086 6 » $HOME")]
    [InlineData("FROM a\nRUN <<EOF\n#!/bin/bash\ncd /src\nrm -rf *\nEOF\n", "SC2164 4 » cd /src", "SC2035 5 » *")]
    [InlineData("FROM a\nRUN [[ -f /x ]] && b\n", "SC3010 2 » [[ -f /x ]]")]
    [InlineData("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN [[ -f /x ]] && b\n")]
    [InlineData("FROM a\n# hadolint shell=bash\nRUN [[ -f /x ]] && b\n")]
    [InlineData("FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN rm $x\n")]
    [InlineData("FROM a\nRUN [\"sh\", \"-c\", \"rm \\\"a\\\" $HOME\"]\n", "SC2086 2 » $HOME")]
    [InlineData("FROM a\nRUN . /etc/profile && source ./x\n", "SC3046 2 » source ./x")]
    [InlineData("FROM a\nONBUILD RUN rm \\\n  $HOME\n", "SC2086 3 » $HOME")]
    public async Task What_it_says_stands_where_the_Dockerfile_says_it(string text, params string[] expected)
    {
        var file = Dockerfile.Parse(text);
        var facts = Assert.Single(await (await InstalledAsync()).CheckAsync([file], default));
        var result = RuleCatalog.Evaluate(GradingSubject.OfDockerfile(new BuildTargetFacts("Dockerfile", file) { ShellCheck = facts }), Policy.Default).Results.Single(r => r.Rule.Id == "shellcheck");

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            result.Findings.Select(f => $"{f.Code} {f.Line} » {text.Substring(f.Span!.Value.Start, f.Span.Value.Length)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_samples_of_the_rules_page_are_true()
    {
        var page = RulePage.Of(new ShellCheckFindings())!;
        var program = await InstalledAsync();
        foreach (var sample in page.Noncompliant.Concat(page.Compliant))
        {
            var declared = sample.Subject.Declared!;
            var said = (await program.CheckAsync([declared.Dockerfile], default))[0];
            Assert.Equal(Places(declared.ShellCheck!), Places(said));
        }

        static IEnumerable<string> Places(ShellCheckFacts facts) =>
            facts.Scripts.SelectMany(s => s.Value.Select(c => $"{s.Key} SC{c.Code} {c.Start} {c.Length}").DefaultIfEmpty(s.Key)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_script_is_asked_about_once_and_many_in_one_run()
    {
        var program = await InstalledAsync(ShellCheckLimits.Default with { ScriptsAtOnce = 50 });
        var files = Enumerable.Range(0, 60).Select(i => Dockerfile.Parse($"FROM a\nRUN rm $a{i.ToString(CultureInfo.InvariantCulture)}\nRUN rm $x\n")).ToList();

        var first = await program.CheckAsync(files, default);
        var runs = program.Runs;
        var second = await program.CheckAsync(files, default);

        Assert.InRange(runs, 2, Math.Max(2, Environment.ProcessorCount));
        Assert.Equal(runs, program.Runs);
        Assert.All(first.Concat(second), f => Assert.Equal(2, f.Scripts.Count));
    }

    [Fact]
    public async Task Where_it_is_not_installed_there_is_none() => Assert.Null(await ShellCheckProgram.FindAsync(default, "no-such-program"));

    [Fact]
    public async Task Nothing_of_the_machine_or_of_other_files_decides()
    {
        Environment.SetEnvironmentVariable("SHELLCHECK_OPTS", "--exclude=SC2086");
        try
        {
            var file = Dockerfile.Parse("FROM a\nRUN <<EOF\n# shellcheck source=/etc/profile\n. /etc/profile\nrm $HOME\nEOF\n");
            Assert.Equal([2086], (await (await InstalledAsync()).CheckAsync([file], default))[0].Scripts.Values.SelectMany(c => c).Select(c => c.Code));
        }
        finally
        {
            Environment.SetEnvironmentVariable("SHELLCHECK_OPTS", null);
        }
    }

    [Theory]
    [InlineData("exec sleep 600")]
    [InlineData("exec yes")]
    [InlineData("echo '{\"comments\":[{\"file\":\"7000.sh\"}]}'; exit 1")]
    [InlineData("echo 'Out of memory' >&2; exit 2")]
    public async Task A_script_that_is_too_much_for_it_takes_no_other_with_it(string trouble)
    {
        using var folder = new TemporaryFolder();
        Script(folder, $"#!/bin/sh\ncase $1 in --version) echo 'version: 1.0'; exit;; esac\ngrep -q trouble *.sh && {{ {trouble}; }}\necho '{{\"comments\":[]}}'\n");
        var program = (await ShellCheckProgram.FindAsync(default, folder["shellcheck"], new(20, TimeSpan.FromSeconds(2), 1 << 20)))!;
        var files = Enumerable.Range(0, 40).Select(i => Dockerfile.Parse($"FROM a\nRUN {(i == 7 ? "trouble" : $"fine {i}")}\n")).ToList();

        var facts = await program.CheckAsync(files, default);
        var runs = program.Runs;
        await program.CheckAsync(files, default);

        Assert.Equal("1.0", program.Version);
        Assert.Equal([7], facts.Index().Where(f => f.Item.Scripts.IsEmpty).Select(f => f.Index));
        Assert.Equal(runs, program.Runs);
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var folder = new TemporaryFolder();
        Script(folder, "#!/bin/sh\ncase $1 in --version) echo 'version: 1.0'; exit;; esac\nexec sleep 600\n");
        var program = (await ShellCheckProgram.FindAsync(default, folder["shellcheck"], ShellCheckLimits.Default with { Time = TimeSpan.FromMinutes(5) }))!;
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => program.CheckAsync([Dockerfile.Parse("FROM a\nRUN b\n")], cancel.Token));
    }

    /// <summary>Whatever a RUN holds: an answer comes, and every place of it lies in the script.</summary>
    [Fact]
    public async Task Any_script_has_an_answer()
    {
        var program = await InstalledAsync();
        string[] words = ["$x", "\"", "'", "`", "$(", ")", "{", "}", "if", "then", "fi", "\\", "\t", "é", "🐳", "\u00a0", "&&", ";", "<<EOF", "\n", "# shellcheck disable=all", "\ud800", "\r"];
        var files = new List<Dockerfile>();
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[1, 12].Array[40].Sample(scripts => files.AddRange(scripts.Select(s => Dockerfile.Parse("FROM a\nRUN <<'X'\n" + string.Join(' ', s) + "\nX\n"))), iter: 2, threads: 1);

        var facts = await program.CheckAsync(files, default);

        foreach (var (file, said) in files.Zip(facts))
        {
            var scripts = ShellCheckScript.Of(file).ToDictionary(s => s.Key);
            Assert.Equal(scripts.Keys.Order(), said.Scripts.Keys.Order());
            Assert.All(said.Scripts.SelectMany(s => s.Value.Select(c => (scripts[s.Key].Run.Text.Length, c))), c => Assert.InRange(c.c.Start + c.c.Length, 0, c.Length));
        }
    }

    /// <summary>A program by the name of shellcheck.</summary>
    private static void Script(TemporaryFolder folder, string text)
    {
        folder.Write("shellcheck", text);
        TemporaryFolder.SetMode(folder["shellcheck"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<ShellCheckProgram> InstalledAsync(ShellCheckLimits? limits = null) =>
        await ShellCheckProgram.FindAsync(default, limits: limits) ?? throw new InvalidOperationException("shellcheck is not installed; ./test installs it.");
}
