using ComplianceHub.Crawling.Joining;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Tests.Joining;

public sealed class ImageJoinerTests
{
    private const string Source = "org.opencontainers.image.source";

    [Theory]
    [InlineData("https://git.example.org/shop/web", "git.example.org/shop/web", null, null)]
    [InlineData("https://GIT.example.org/shop/web.git/", "git.example.org/shop/web", null, null)]
    [InlineData("git@git.example.org:shop/web.git", "git.example.org/shop/web", null, null)]
    [InlineData("ssh://git@git.example.org:7999/shop/web.git", "git.example.org/shop/web", null, null)]
    [InlineData("git+https://token@git.example.org/shop/web.git?x=1", "git.example.org/shop/web", null, null)]
    [InlineData("https://github.com/docker-library/docker.git#0123abc:24/cli", "github.com/docker-library/docker", "0123abc", "24/cli")]
    [InlineData("https://github.com/o/r/tree/main/services/cart", "github.com/o/r", null, "services/cart")]
    [InlineData("https://gitlab.example.org/g/s/r/-/tree/main/a", "gitlab.example.org/g/s/r", null, "a")]
    [InlineData("https://git.example.org:8443/a/b", "git.example.org:8443/a/b", null, null)]
    public void A_source_is_a_repository_a_commit_and_a_folder(string text, string key, string? commit, string? folder) =>
        Assert.Equal(new SourceReference(key, commit, folder), SourceReference.TryParse(text));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("shop/web")]
    [InlineData("https://git.example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_sources_are_none(string? text) => Assert.Null(SourceReference.TryParse(text));

    [Fact]
    public void A_label_finds_the_only_Dockerfile_and_the_commit_makes_it_surer()
    {
        var target = Target(1, "shop/web", "Dockerfile") with { HeadCommit = "0123456789abcdef" };
        var decision = Decide([target], Image("shop/web", (Source, "https://git.example.org/shop/web"), ("org.opencontainers.image.revision", "0123456789abcdef")));
        Assert.Equal((1, ImageJoiner.Label, 95), (decision.BuildTargetId, decision.Method, decision.Confidence));
        Assert.Contains("at the commit that is crawled", decision.Evidence);
        Assert.Equal(90, Decide([target], Image("shop/web", (Source, "git@git.example.org:shop/web.git"))).Confidence);
        Assert.Equal(1, Decide([target], Image("other", ("org.label-schema.vcs-url", "https://git.example.org/SHOP/web"))).BuildTargetId);
    }

    [Theory]
    [InlineData("shop/cart", 2)]
    [InlineData("shop/pick-list", 3)]
    [InlineData("shop/web-worker", 4)]
    [InlineData("shop/web", 1)]
    [InlineData("shop/unheard-of", null)]
    public void Of_several_Dockerfiles_the_name_chooses(string image, int? expected)
    {
        JoinTarget[] targets =
            [Target(1, "shop/web", "Dockerfile"), Target(2, "shop/web", "services/cart/Dockerfile"), Target(3, "shop/web", "src/PickList/Dockerfile"), Target(4, "shop/web", "docker/Dockerfile.worker")];
        var decision = Decide(targets, Image(image, (Source, "https://git.example.org/shop/web")));
        Assert.Equal(expected, decision.BuildTargetId);
        Assert.Equal(expected is null ? 4 : 0, decision.Candidates.Length);
    }

    [Fact]
    public void A_folder_in_the_label_chooses_the_Dockerfile()
    {
        JoinTarget[] targets = [Target(1, "a/b", "24/Dockerfile"), Target(2, "a/b", "24/cli/Dockerfile")];
        Assert.Equal(2, Decide(targets, Image("x", (Source, "https://git.example.org/a/b.git#0123abc:24/cli"))).BuildTargetId);
    }

    [Fact]
    public void A_label_that_the_base_has_as_well_proves_nothing()
    {
        var target = Target(1, "platform/base", "Dockerfile");
        var below = Image("base/node", (Source, "https://git.example.org/platform/base"), ("org.opencontainers.image.revision", "aaaaaaa")) with { DiffIds = ["1", "2"] };
        var above = below with { ImageRepositoryId = 2, Name = "labs/scraper", Digest = "sha256:2", DiffIds = ["1", "2", "3"] };
        var decisions = ImageJoiner.Decide(new JoinInputs([target], [], [below, above]));
        Assert.Equal([1, null], decisions.Select(d => d.BuildTargetId));
        Assert.Contains("its base's", decisions[1].Evidence);

        var rebuilt = above with { Labels = new Dictionary<string, string>(above.Labels) { ["org.opencontainers.image.revision"] = "bbbbbbb" } };
        Assert.Equal(1, ImageJoiner.Decide(new JoinInputs([target], [], [below, rebuilt]))[1].BuildTargetId);
    }

    [Fact]
    public void A_label_that_leads_out_of_what_is_crawled_is_believed()
    {
        var decision = Decide([Target(1, "shop/mailer", "Dockerfile")], Image("shop/mailer", (Source, "https://git.example.org/gone/mailer")));
        Assert.Null(decision.BuildTargetId);
        Assert.Contains("not crawled", decision.Evidence);
    }

    [Theory]
    [InlineData(FileKind.Workflow, ImageJoiner.Workflow, 85)]
    [InlineData(FileKind.Bake, ImageJoiner.Bake, 80)]
    [InlineData(FileKind.Compose, ImageJoiner.Compose, 75)]
    public void A_file_that_names_what_it_builds_joins_the_image_of_that_name(FileKind kind, string method, int confidence)
    {
        JoinTarget[] targets = [Target(1, "shop/mono", "Dockerfile"), Target(2, "shop/mono", "services/cart/Dockerfile") with { Target = "api" }];
        JoinBuild[] builds = [Build(2, kind, "shop/basket")];

        var decision = Decide(targets, Image("shop/basket"), builds);

        Assert.Equal((2, method, confidence), (decision.BuildTargetId, decision.Method, decision.Confidence));
        Assert.Contains("from services/cart/Dockerfile, stage api, as its", decision.Evidence, StringComparison.Ordinal);
        var labelled = Decide(targets, Image("shop/basket", (Source, "https://git.example.org/shop/mono")), builds);
        Assert.Equal((2, ImageJoiner.Label), (labelled.BuildTargetId, labelled.Method));
    }

    [Fact]
    public void Of_several_builds_of_one_name_the_better_evidence_or_the_names_decide_and_else_a_person()
    {
        JoinTarget[] targets = [Target(1, "shop/mono", "Dockerfile"), Target(2, "shop/mono", "docker/Dockerfile.basket"), Target(3, "shop/mono", "x/Dockerfile")];

        Assert.Equal((1, ImageJoiner.Workflow), Decide(targets, Image("shop/basket"), Build(1, FileKind.Compose, "shop/basket"), Build(1, FileKind.Workflow, "shop/basket")) is var same ? (same.BuildTargetId!.Value, same.Method) : default);
        Assert.Equal((2, 65), Decide(targets, Image("shop/basket"), Build(2, FileKind.Bake, "shop/basket"), Build(3, FileKind.Workflow, "shop/basket")) is var named ? (named.BuildTargetId!.Value, named.Confidence) : default);
        Assert.Equal([1, 3], Decide(targets, Image("shop/basket"), Build(1, FileKind.Bake, "shop/basket"), Build(3, FileKind.Bake, "shop/basket")).Candidates.Order());
    }

    [Fact]
    public void Equal_names_are_a_guess()
    {
        var decision = Decide([Target(1, "shop/web", "Dockerfile"), Target(2, "shop/web", "tools/Dockerfile")], Image("shop/web"));
        Assert.Equal((1, ImageJoiner.Name, 50), (decision.BuildTargetId, decision.Method, decision.Confidence));
        Assert.StartsWith("A guess", decision.Evidence);
        Assert.Null(Decide([Target(1, "shop/web", "Dockerfile")], Image("web")).BuildTargetId);
    }

    [Fact]
    public void The_same_image_under_another_name_goes_where_the_first_went()
    {
        var first = Image("shop/web");
        var decisions = ImageJoiner.Decide(new JoinInputs([Target(1, "shop/web", "Dockerfile")], [], [first, first with { ImageRepositoryId = 2, Registry = "mirror.example.org", Name = "copies/web" }]));
        Assert.Equal([ImageJoiner.Name, ImageJoiner.Mirror], decisions.Select(d => d.Method));
        Assert.Equal([1, 1], decisions.Select(d => d.BuildTargetId));
    }

    [Fact]
    public void What_could_not_be_read_is_not_decided() =>
        Assert.Empty(ImageJoiner.Decide(new JoinInputs([Target(1, "shop/web", "Dockerfile")], [], [Image("shop/web") with { Digest = null, ConfigDigest = null }])));

    private static JoinDecision Decide(IReadOnlyList<JoinTarget> targets, JoinRepository image, params JoinBuild[] builds) =>
        Assert.Single(ImageJoiner.Decide(new JoinInputs(targets, builds, [image])));

    private static JoinBuild Build(int target, FileKind kind, string image) => new(target, kind, "some/file", "some-name", $"registry.example.org/{image}");

    private static JoinTarget Target(int id, string repository, string path) =>
        new(id, id, "git.example.org", repository, [$"https://git.example.org/{repository}.git"], path, null, null);

    private static JoinRepository Image(string name, params (string Key, string Value)[] labels) => new(
        1, 1, "registry.example.org", name, "1", "sha256:1", "sha256:c", labels.ToDictionary(l => l.Key, l => l.Value), ["d1"], null, ImageJoiner.Own);
}
