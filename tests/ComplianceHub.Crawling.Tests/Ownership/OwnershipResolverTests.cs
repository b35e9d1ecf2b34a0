using ComplianceHub.Crawling.Ownership;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Tests.Ownership;

public sealed class OwnershipResolverTests
{
    private static readonly KnownTeam[] s_teams = [new("checkout", "Checkout"), new("search", "Search"), new("platform", "Platform")];

    [Fact]
    public void The_mapping_file_comes_before_everything()
    {
        var resolver = new OwnershipResolver(s_teams, new OwnershipMapping("owners.txt", "/checkout/api/ @search\n"));

        Assert.Equal(
            new OwnerDecision(7, "search", "Search", "Mapping", "owners.txt:1 /checkout/api/"),
            resolver.Resolve(Input("checkout/api", "Dockerfile", codeOwners: ("CODEOWNERS", "* @o/checkout"))));
    }

    [Fact]
    public void Backstage_comes_before_CODEOWNERS_and_the_nearest_file_counts()
    {
        var input = Input("x/y", "a/b/Dockerfile", ("CODEOWNERS", "* @o/checkout")) with
        {
            Catalogs = [Catalog("catalog-info.yaml", "checkout"), Catalog("a/catalog-info.yaml", "search"), Catalog("other/catalog-info.yaml", "platform")],
        };

        Assert.Equal("search", Resolve(input).TeamSlug);
        Assert.Equal("a/catalog-info.yaml:4 c", Resolve(input).Evidence);
    }

    [Fact]
    public void A_catalogue_entry_without_owner_decides_nothing() =>
        Assert.Null(Resolve(Input("tools/loadtest", "Dockerfile") with { Catalogs = [new JoinFile(FileKind.CatalogInfo, "catalog-info.yaml", "kind: Component\nmetadata: {name: c}\n")] }).TeamSlug);

    [Fact]
    public void CODEOWNERS_is_asked_for_the_Dockerfiles_own_path()
    {
        var decision = Resolve(Input("platform/monorepo", "services/cart/Dockerfile", (".github/CODEOWNERS", "* @o/platform\n/services/cart/ @o/checkout\n")));

        Assert.Equal(new OwnerDecision(7, "checkout", "Checkout", "CODEOWNERS", ".github/CODEOWNERS:2 /services/cart/"), decision);
    }

    [Theory]
    [InlineData("* @o/platform\n/services/x/\n")]
    [InlineData("/api/ @o/platform\n")]
    public void What_a_CODEOWNERS_file_clears_or_leaves_out_is_nobodys_whatever_the_namespace(string text)
    {
        var decision = Resolve(Input("platform/monorepo", "services/x/Dockerfile", ("CODEOWNERS", text)));

        Assert.Null(decision.TeamSlug);
        Assert.Equal("CODEOWNERS", decision.Source);
    }

    [Fact]
    public void Persons_never_own_so_the_namespace_decides() =>
        Assert.Equal("Namespace", Resolve(Input("checkout/api", "Dockerfile", ("CODEOWNERS", "* @jane jane@example.org"))).Source);

    [Fact]
    public void Without_any_file_a_namespace_owns_only_when_a_team_is_called_so()
    {
        Assert.Equal("checkout", Resolve(Input("checkout/api", "Dockerfile")).TeamSlug);
        Assert.Null(Resolve(Input("labs/bot", "Dockerfile")).TeamSlug);
        Assert.Equal("search", Resolve(Input(null, null) with { ImageRepositories = ["registry.example.org/search/indexer"] }).TeamSlug);
    }

    [Fact]
    public void A_team_that_nobody_knows_yet_gets_a_readable_name() =>
        Assert.Equal("Data platform", Resolve(Input("x/y", "Dockerfile", ("CODEOWNERS", "* @o/data-platform"))).TeamName);

    [Fact]
    public void The_hosts_first_home_wins() =>
        Assert.Equal("search", Resolve(Input("x/y", "Dockerfile", ("CODEOWNERS", "* @o/platform"), (".github/CODEOWNERS", "* @o/search"))).TeamSlug);

    private static OwnerDecision Resolve(OwnershipInput input) => new OwnershipResolver(s_teams, OwnershipMapping.None).Resolve(input);

    private static JoinFile Catalog(string path, string owner) =>
        new(FileKind.CatalogInfo, path, $"kind: Component\nmetadata: {{name: c}}\nspec:\n  owner: {owner}\n");

    private static OwnershipInput Input(string? repository, string? path, params (string Path, string Text)[] codeOwners) => new(
        7, "image", "local", repository, path, [.. codeOwners.Select(c => new JoinFile(FileKind.CodeOwners, c.Path, c.Text))], [], [],
        new Dictionary<string, string>(), null, null);
}
