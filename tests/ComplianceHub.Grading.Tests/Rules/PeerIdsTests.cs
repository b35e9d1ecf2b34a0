using System.Text.RegularExpressions;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

/// <summary>
/// What hadolint 2.15.1, BuildKit dockerfile/1.26, trivy-checks 2.2, Checkov 3.3.13, Dockle 0.4.15, CIS Docker Benchmark 1.6.1 (section 4) and KICS check of
/// Dockerfiles and images: each id leads to the rule of ours that asks the same, or says why none does.
/// </summary>
public sealed class PeerIdsTests
{
    private const string Host = "a fact of the machine that pulls, not of the image";
    private const string Layers = "needs the files of the layers, which are not read";

    private static readonly Dictionary<string, string> s_notJudged = new()
    {
        ["CIS-DI-0005"] = Host,
        ["CIS-4.5"] = Host,
        ["CIS-4.12"] = "needs the registry's signatures, which are not read",
        ["CIS-4.4"] = "needs a vulnerability scan",
        ["CIS-DI-0008"] = Layers,
        ["CIS-4.8"] = Layers,
        ["DKL-LI-0001"] = Layers,
        ["DKL-LI-0002"] = Layers,
        ["DKL-LI-0003"] = Layers,
    };

    private static readonly Dictionary<string, string[]> s_judged = new()
    {
        ["add-not-copy"] = ["DL3020", "DS-0005", "CKV_DOCKER_4", "KICS Add Instead of Copy", "CIS-DI-0009", "CIS-4.9"],
        ["apk-cache"] = ["DL3019", "DS-0025", "KICS Apk Add Using Local Cache Path", "DKL-DI-0004"],
        ["apk-pin"] = ["DL3018", "KICS Unpinned Package Version in Apk Add"],
        ["apk-untrusted"] = ["CKV2_DOCKER_7", "CIS-4.11"],
        ["apk-upgrade"] = ["KICS Use of Apk Upgrade"],
        ["apt-lists"] = ["DL3009", "KICS Apt Get Install Lists Were Not Deleted", "DKL-DI-0005"],
        ["apt-pin"] = ["DL3008", "KICS Apt Get Install Pin Version Not Defined"],
        ["apt-recommends"] = ["DL3015", "DS-0029", "KICS APT-GET Not Avoiding Additional Packages"],
        ["apt-untrusted"] = ["CKV2_DOCKER_8", "CKV2_DOCKER_11", "CIS-4.11"],
        ["apt-use"] = ["DL3027", "CKV_DOCKER_9", "KICS Run Using apt"],
        ["apt-yes"] = ["DL3014", "DS-0021", "KICS APT-GET Missing -y"],
        ["arg-default-invalid-in-from"] = ["InvalidDefaultArgInFrom"],
        ["arg-undefined-in-from"] = ["UndefinedArgInFrom"],
        ["base-full"] = ["CIS-4.3"],
        ["base-platform-mismatch"] = ["InvalidBaseImagePlatform"],
        ["cd-in-run"] = ["DL3003", "DS-0013", "KICS RUN Instruction Using cd"],
        ["chpasswd"] = ["CKV2_DOCKER_17"],
        ["consecutive-run"] = ["DL3059"],
        ["copy-chown"] = ["KICS Chown Flag Exists"],
        ["copy-from-self"] = ["DL3023", "DS-0006", "KICS COPY --from References Current FROM Alias"],
        ["copy-from-unknown"] = ["DL3022", "KICS COPY --from Without FROM Alias"],
        ["copy-ignored"] = ["CopyIgnoredFile"],
        ["copy-many-no-slash"] = ["DL3021", "DS-0011", "KICS Copy With More Than Two Arguments"],
        ["copy-relative-no-workdir"] = ["DL3045"],
        ["copy-then-extract"] = ["DL3010"],
        ["copy-whole-fs"] = ["DL3067"],
        ["curl-and-wget"] = ["DL4001", "DS-0014", "KICS Run Using wget and curl"],
        ["curl-pipe-shell"] = ["CIS-4.11"],
        ["curl-wget-insecure"] = ["CKV2_DOCKER_2", "CKV2_DOCKER_3"],
        ["definition-comment"] = ["InvalidDefinitionDescription"],
        ["dist-upgrade-apt"] = ["DS-0024", "DKL-DI-0003", "KICS Run Using Upgrade Commands"],
        ["dnf-clean"] = ["DL3040", "DS-0019", "DS-0027", "KICS Missing Dnf Clean All"],
        ["dnf-pin"] = ["DL3041", "KICS Missing Version Specification In dnf install"],
        ["dnf-update"] = ["KICS Run Using dnf Update"],
        ["dnf-yes"] = ["DL3038", "KICS Missing Flag From Dnf Install"],
        ["empty-continuation"] = ["NoEmptyContinuation"],
        ["env-self-reference"] = ["DL3044"],
        ["exec-form"] = ["DL3025", "JSONArgsRecommended", "KICS Not Using JSON In CMD And ENTRYPOINT"],
        ["expose-format"] = ["ExposeInvalidFormat"],
        ["expose-proto-case"] = ["ExposeProtoCasing"],
        ["from-as-case"] = ["FromAsCasing"],
        ["gem-pin"] = ["DL3028", "KICS Gem Install Without Version"],
        ["go-pin"] = ["DL3062"],
        ["healthcheck-missing"] = ["DL3057", "DS-0026", "CKV_DOCKER_2", "KICS Healthcheck Instruction Missing", "CIS-DI-0006", "CIS-4.6"],
        ["healthcheck-multiple"] = ["DL3012", "DS-0023", "MultipleInstructionsDisallowed"],
        ["inline-ignore"] = ["DL1001"],
        ["instruction-case"] = ["ConsistentInstructionCasing"],
        ["instruction-order"] = ["DL3061"],
        ["label-email"] = ["DL3058"],
        ["label-empty"] = ["DL3051"],
        ["label-extra"] = ["DL3050"],
        ["label-hash"] = ["DL3055"],
        ["label-key"] = ["DL3048"],
        ["label-missing"] = ["DL3049"],
        ["label-semver"] = ["DL3056"],
        ["label-spdx"] = ["DL3054"],
        ["label-time"] = ["DL3053"],
        ["label-url"] = ["DL3052"],
        ["legacy-kv"] = ["LegacyKeyValueFormat"],
        ["maintainer"] = ["DL4000", "MaintainerDeprecated", "DS-0022", "CKV_DOCKER_6", "KICS MAINTAINER Instruction Being Used"],
        ["multiple-cmd"] = ["DL4003", "MultipleInstructionsDisallowed", "DS-0016", "KICS Multiple CMD"],
        ["multiple-entrypoint"] = ["DL4004", "MultipleInstructionsDisallowed", "DS-0007", "KICS Multiple ENTRYPOINT"],
        ["npm-pin"] = ["DL3016", "KICS NPM Install Command Without Pinned Version"],
        ["npm-tls"] = ["CKV2_DOCKER_12", "CKV2_DOCKER_13"],
        ["onbuild-forbidden"] = ["DL3043"],
        ["pip-cache"] = ["DL3042", "KICS Pip install Keeping Cached Packages"],
        ["pip-pin"] = ["DL3013", "KICS Unpinned Package Version in Pip Install"],
        ["pip-trusted-host"] = ["CKV2_DOCKER_4", "CKV2_DOCKER_16"],
        ["pipefail"] = ["DL4006", "KICS Shell Running A Pipe Without Pipefail Flag"],
        ["platform-constant"] = ["DL3029", "FromPlatformFlagConstDisallowed", "KICS Using Platform Flag with FROM"],
        ["platform-redundant"] = ["DL3065", "RedundantTargetPlatform"],
        ["pointless-commands"] = ["DL3001", "KICS Run Utilities And POSIX Commands"],
        ["port-22"] = ["DS-0004", "CKV_DOCKER_1", "KICS Exposing Port 22"],
        ["port-range"] = ["DL3011", "DS-0008", "KICS UNIX Ports Out Of Range"],
        ["registry-not-allowed"] = ["DL3026", "CIS-4.2"],
        ["rpm-unverified"] = ["CKV2_DOCKER_10", "CIS-4.11"],
        ["secret-file-copied"] = ["DS-0031"],
        ["secret-in-run"] = ["DS-0031", "CIS-DI-0010", "KICS Passwords And Secrets"],
        ["secret-literal"] = ["DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "CIS-DI-0010", "KICS Passwords And Secrets", "CIS-4.10"],
        ["secret-name"] = ["DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "CIS-DI-0010", "KICS Passwords And Secrets", "CIS-4.10"],
        ["shell-by-ln"] = ["DL4005", "KICS Changing Default Shell"],
        ["stage-case"] = ["StageNameCasing"],
        ["stage-duplicate"] = ["DL3024", "DuplicateStageName", "DS-0012", "CKV_DOCKER_11", "KICS Same Alias In Different Froms"],
        ["stage-reserved"] = ["DL3063", "ReservedStageName"],
        ["stage-unnamed"] = ["KICS Using Unnamed Build Stages"],
        ["sudo"] = ["DL3004", "DS-0010", "CKV2_DOCKER_1", "KICS Run Using Sudo", "DKL-DI-0001"],
        ["tag-latest"] = ["DL3007", "DS-0001", "CKV_DOCKER_7", "KICS Image Version Using latest", "DKL-DI-0006"],
        ["tag-missing"] = ["DL3006", "DS-0001", "CKV_DOCKER_7", "KICS Image Version Not Explicit"],
        ["tls-off-env"] = ["CKV2_DOCKER_5", "CKV2_DOCKER_6", "CKV2_DOCKER_14"],
        ["undefined-var"] = ["UndefinedVar"],
        ["update-alone"] = ["DS-0017", "CKV_DOCKER_5", "KICS Update Instruction Alone", "CIS-DI-0007", "CIS-4.7"],
        ["user-by-name"] = ["DL3066"],
        ["user-root"] = ["DS-0002", "CKV_DOCKER_3", "KICS Missing User Instruction", "CIS-DI-0001", "CIS-4.1", "DL3002", "CKV_DOCKER_8", "KICS Last User Is root"],
        ["useradd-high-uid"] = ["DL3046"],
        ["volume-sysdir"] = ["DKL-DI-0002"],
        ["vulnerable-openssl"] = ["KICS Vulnerable OpenSSL Version"],
        ["wget-progress"] = ["DL3047"],
        ["workdir-relative"] = ["DL3000", "WorkdirRelativePath", "DS-0009", "CKV_DOCKER_10", "KICS WORKDIR Path Not Absolute"],
        ["workdir-sysdir"] = ["DS-0030"],
        ["yarn-cache"] = ["DL3060"],
        ["yum-clean"] = ["DL3032", "DS-0015", "KICS Yum Clean All Missing"],
        ["yum-nogpg"] = ["CKV2_DOCKER_9", "CKV2_DOCKER_15", "CIS-4.11"],
        ["yum-pin"] = ["DL3033", "KICS Yum install Without Version"],
        ["yum-update"] = ["KICS Yum Update Enabled"],
        ["yum-yes"] = ["DL3030", "KICS Yum Install Allows Manual Input"],
        ["zypper-clean"] = ["DL3036", "DS-0020", "KICS Missing Zypper Clean"],
        ["zypper-dup"] = ["DL3035", "KICS Run Using Zypper Update"],
        ["zypper-pin"] = ["DL3037", "KICS Zypper Install Without Version"],
        ["platform-constant-named"] = ["DL3029"],
        ["add-always"] = ["CKV_DOCKER_4", "CIS-4.9"],
        ["latest-with-digest"] = ["KICS Image Version Using latest"],
        ["healthcheck-shell-form"] = ["DL3025"],
        ["exec-form-own-shell"] = ["DL3025"],
        ["zypper-yes"] = ["DL3034", "KICS Missing Zypper Non-interactive Switch"],
    };

    public static TheoryData<string> Rules => [.. s_judged.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Ids_of_other_tools_lead_to_the_rule_that_asks_the_same(string rule) =>
        Assert.Subset((RuleCatalog.Find(rule) ?? throw new InvalidOperationException($"There is no rule {rule}.")).Descriptor.Aliases.ToHashSet(), s_judged[rule].ToHashSet());

    [Fact]
    public void What_is_not_judged_is_no_alias_and_has_a_reason()
    {
        var aliases = RuleCatalog.Rules.SelectMany(r => r.Descriptor.Aliases).ToHashSet();
        Assert.All(s_notJudged, n => Assert.True(n.Value.Length > 0 && !aliases.Contains(n.Key), n.Key));
    }

    /// <summary>ShellCheck's codes belong to other tests.</summary>
    [Theory]
    [InlineData("^DL", 71)]
    [InlineData("^[A-Za-z]+$", 22)]
    [InlineData("^DS-", 28)]
    [InlineData("^CKV", 28)]
    [InlineData("^(CIS-DI|DKL)-", 16)]
    [InlineData("^CIS-4", 12)]
    [InlineData("^KICS ", 54)]
    public void No_id_of_a_tool_is_forgotten(string ids, int count) =>
        Assert.Equal(count, s_judged.Values.SelectMany(v => v).Concat(s_notJudged.Keys).Distinct().Count(id => Regex.IsMatch(id, ids)));
}
