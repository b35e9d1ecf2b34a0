using System.Collections.Immutable;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>How a package manager's command line is written.</summary>
/// <param name="Name">The family: <c>apt</c> stands for apt-get, too.</param>
/// <param name="Programs">Names of its programs.</param>
/// <param name="ValuedOptions">Options that take the next word.</param>
/// <param name="LongWithOneDash">Whether <c>-tags</c> is one option, not four.</param>
public sealed record PackageTool(string Name, ImmutableArray<string> Programs, ImmutableHashSet<string> ValuedOptions, bool LongWithOneDash = false)
{
    private static readonly ImmutableHashSet<string> s_rpmFamily =
        ["-x", "--exclude", "--enablerepo", "--disablerepo", "--installroot", "-c", "--config", "--releasever", "-d", "-e", "-R", "--repo", "--repoid", "--disableplugin", "--enableplugin", "--forcearch", "--comment"];

    public static ImmutableArray<PackageTool> All { get; } =
    [
        new("apt", ["apt-get", "apt", "aptitude"], ["-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file", "-a", "--host-architecture", "-P", "--build-profiles"]),
        new("apk", ["apk"], ["-t", "--virtual", "-X", "--repository", "-p", "--root", "--repositories-file", "--keys-dir", "--cache-dir", "--cache-max-age", "--arch", "--wait", "--progress-fd"]),
        new("yum", ["yum"], s_rpmFamily),
        new("dnf", ["dnf", "dnf5", "microdnf", "tdnf"], s_rpmFamily),
        new("zypper", ["zypper"], ["-r", "--repo", "--from", "--root", "-R", "--installroot", "-t", "--type", "-p", "--plus-repo", "-D", "--reposd-dir", "-C", "--cache-dir", "--releasever", "-c", "--config"]),
        new("rpm", ["rpm"], ["--root", "--dbpath", "--prefix", "--relocate", "-D", "--define", "--import"]),
        new("pip", ["pip", "pip2", "pip3"],
        [
            "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-t", "--target", "--prefix", "--root", "--trusted-host", "--proxy",
            "--timeout", "--retries", "--platform", "--python-version", "--implementation", "--abi", "--only-binary", "--no-binary", "--progress-bar", "--cache-dir", "--log", "--src", "--upgrade-strategy",
            "--global-option", "--install-option", "-C", "--config-settings", "--report", "--cert", "--client-cert", "--exists-action", "--use-feature", "--use-deprecated", "--root-user-action", "--group", "--python",
            "--build-constraint", "-d", "--dest", "-w", "--wheel-dir",
        ]),
        new("npm", ["npm"], ["--registry", "--prefix", "-C", "--cache", "--loglevel", "--omit", "--include", "--only", "--tag", "-w", "--workspace", "--userconfig", "--network-timeout", "--fetch-retries", "--python", "--maxsockets"]),
        new("yarn", ["yarn", "yarnpkg"], ["--cache-folder", "--registry", "--network-timeout", "--cwd", "--modules-folder", "--mutex", "--network-concurrency"]),
        new("gem", ["gem"], ["-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-P", "--trust-policy", "--platform", "-p", "--http-proxy", "-B", "--build-root", "--document", "-g", "--file"]),
        new("go", ["go"], ["-ldflags", "-tags", "-o", "-mod", "-modfile", "-gcflags", "-asmflags", "-p", "-C", "-exec", "-toolexec", "-pkgdir", "-overlay"], LongWithOneDash: true),
    ];

    /// <summary>The tool of a program's base name, <c>pip3.12</c> included; null for other programs.</summary>
    public static PackageTool? Find(string program) => All.FirstOrDefault(t => t.Programs.Contains(program))
        ?? (program.StartsWith("pip3.", StringComparison.Ordinal) ? Find("pip") : null);
}
