using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>
/// A line of an image's history. Classic builders wrote <c>/bin/sh -c #(nop) ENV a=b</c> and <c>|1 A=b /bin/sh -c command</c>, BuildKit writes
/// <c>RUN /bin/sh -c command # buildkit</c>.
/// </summary>
/// <param name="Name">The instruction, for instance RUN.</param>
/// <param name="Script">The commands of a RUN that a POSIX shell read; null for everything else.</param>
internal sealed record HistoryLine(string Name, ShellScript? Script)
{
    private static readonly string[] s_shells = ["/bin/sh -c ", "/bin/bash -c ", "/bin/sh -o pipefail -c ", "/bin/bash -o pipefail -c ", "/bin/ash -c ", "/bin/ash -eo pipefail -c "];

    public static HistoryLine Parse(string createdBy)
    {
        var text = createdBy.Trim();
        var isBuildKit = text.EndsWith("# buildkit", StringComparison.Ordinal);
        text = isBuildKit ? text[..^"# buildkit".Length].TrimEnd() : text;
        var nop = text.IndexOf("#(nop)", StringComparison.Ordinal);
        if (nop >= 0)
        {
            return new(FirstWord(text[(nop + "#(nop)".Length)..].TrimStart()), null);
        }

        var shell = s_shells.Select(s => (Start: text.IndexOf(s, StringComparison.Ordinal), s.Length)).Where(s => s.Start >= 0).OrderBy(s => s.Start).FirstOrDefault();
        if (shell.Length > 0 && (text.StartsWith("RUN ", StringComparison.Ordinal) || text.StartsWith('|') || shell.Start == 0))
        {
            return new("RUN", ShellScript.Parse(text[(shell.Start + shell.Length)..]));
        }

        return new(isBuildKit || IsInstruction(FirstWord(text)) ? FirstWord(text) : "RUN", null);
    }

    private static bool IsInstruction(string word) => word is "RUN" or "COPY" or "ADD" or "ENV" or "CMD" or "ENTRYPOINT" or "LABEL" or "EXPOSE" or "WORKDIR" or "USER" or "VOLUME";

    private static string FirstWord(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? text : text[..blank];
    }
}
