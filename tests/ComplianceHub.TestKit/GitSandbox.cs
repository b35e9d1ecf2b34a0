using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ComplianceHub.TestKit;

/// <summary>Builds real Git repositories for tests by streams of <c>git fast-import</c>: any path, mode, content and date, without a checkout.</summary>
public sealed class GitSandbox
{
    private static readonly UTF8Encoding s_utf8 = new(false);

    public GitSandbox(string directory)
    {
        Directory = directory;
        Run("init", "--quiet", "--bare", "--initial-branch=main", directory);
    }

    /// <summary>The bare repository.</summary>
    public string Directory { get; }

    public string Head => Git("rev-parse", "main").Trim();

    /// <summary>Adds a commit; a null content deletes the file.</summary>
    public string Commit(DateTimeOffset time, params (string Path, string? Content)[] files) =>
        CommitBytes(time, [.. files.Select(f => (f.Path, f.Content is null ? null : s_utf8.GetBytes(f.Content), "100644"))]);

    public string CommitBytes(DateTimeOffset time, params (string Path, byte[]? Content, string Mode)[] files)
    {
        using var stream = new MemoryStream();
        void Say(string text) => stream.Write(s_utf8.GetBytes(text));

        Say($"commit refs/heads/main\ncommitter T <t@example.org> {time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} +0000\ndata 1\nc\n");
        if (HasHead())
        {
            Say("from refs/heads/main^0\n");
        }

        foreach (var (path, content, mode) in files)
        {
            if (content is null)
            {
                Say($"D {Quote(path)}\n");
            }
            else if (mode == "160000")
            {
                Say($"M 160000 {s_utf8.GetString(content)} {Quote(path)}\n");
            }
            else
            {
                Say($"M {mode} inline {Quote(path)}\ndata {content.Length}\n");
                stream.Write(content);
                Say("\n");
            }
        }

        stream.Position = 0;
        Run(stream, ["--git-dir=" + Directory, "fast-import", "--quiet", "--force"]);
        return Head;
    }

    /// <summary>Runs git in the repository.</summary>
    public string Git(params string[] arguments) => Run(["--git-dir=" + Directory, .. arguments]);

    public static string Run(params string[] arguments) => Run(null, arguments);

    public static string Run(Stream? input, string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        foreach (var role in (string[])["AUTHOR", "COMMITTER"])
        {
            start.Environment[$"GIT_{role}_NAME"] = "T";
            start.Environment[$"GIT_{role}_EMAIL"] = "t@example.org";
            start.Environment[$"GIT_{role}_DATE"] = "2026-05-31T00:00:00Z";
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var git = Process.Start(start)!;
        input?.CopyTo(git.StandardInput.BaseStream);
        git.StandardInput.Close();
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException(error.Result);
    }

    private bool HasHead()
    {
        try
        {
            Git("rev-parse", "--verify", "--quiet", "refs/heads/main");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Quote(string path) =>
        "\"" + path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
