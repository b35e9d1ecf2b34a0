using ComplianceHub.Crawling.Ownership;

namespace ComplianceHub.Crawling.Tests.Ownership;

public sealed class CatalogInfoTests
{
    [Fact]
    public void Components_of_all_documents_are_read_with_their_owners()
    {
        var components = CatalogInfo.Read(
            "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: shop\nspec:\n  owner: nobody\n---\n" +
            "kind: Component\nmetadata:\n  name: api\n  tags: [a, {owner: x}]\n  annotations:\n    owner: not-me\nspec:\n  owner: group:default/Checkout\n---\n" +
            "kind: Component\nmetadata: {name: tool}\nspec: {type: tool}\n");

        Assert.Equal([new CatalogComponent("api", "checkout", 15), new CatalogComponent("tool", null, 17)], components);
    }

    [Theory]
    [InlineData("checkout", "checkout")]
    [InlineData("group:checkout", "checkout")]
    [InlineData("Group:default/Checkout", "checkout")]
    [InlineData("user:default/jane", null)]
    [InlineData("", null)]
    public void Only_groups_own(string reference, string? group) => Assert.Equal(group, CatalogInfo.GroupOf(reference));

    [Fact]
    public void A_broken_document_leaves_those_before_it() =>
        Assert.Equal("a", Assert.Single(CatalogInfo.Read("kind: Component\nmetadata:\n  name: a\nspec:\n  owner: t\n---\n\t: [")).Name);

    [Fact]
    public void Aliases_are_not_expanded_and_depth_has_a_limit()
    {
        var laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c =>
            $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n"));

        Assert.Equal("c", Assert.Single(CatalogInfo.Read(laughs + "kind: Component\nmetadata: {name: c}\n")).Name);
        Assert.Empty(CatalogInfo.Read("kind: Component\nmetadata: {name: c}\nx: " + new string('[', 100_000)));
    }
}
