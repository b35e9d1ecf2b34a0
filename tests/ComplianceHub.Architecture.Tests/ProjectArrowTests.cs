using System.Xml.Linq;
using ComplianceHub.TestKit;

namespace ComplianceHub.Architecture.Tests;

/// <summary>Web → Crawling → Storage → Grading → Dockerfiles, and Cli → Grading; ShellCheck → Grading serves Cli and Crawling.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["ComplianceHub.Dockerfiles"] = [],
        ["ComplianceHub.Grading"] = ["ComplianceHub.Dockerfiles"],
        ["ComplianceHub.ShellCheck"] = ["ComplianceHub.Grading"],
        ["ComplianceHub.Storage"] = ["ComplianceHub.Grading"],
        ["ComplianceHub.Crawling"] = ["ComplianceHub.ShellCheck", "ComplianceHub.Storage"],
        ["ComplianceHub.Web"] = ["ComplianceHub.Crawling"],
        ["ComplianceHub.Cli"] = ["ComplianceHub.Grading", "ComplianceHub.ShellCheck"],
    };

    public static TheoryData<string> Projects => [.. s_arrows.Keys];

    [Fact]
    public void Every_project_of_the_product_has_its_place_in_the_chain()
    {
        var found = Directory.EnumerateDirectories(Checkout.Path("src")).Where(d => Directory.EnumerateFiles(d, "*.csproj").Any()).Select(Path.GetFileName);
        Assert.Equal(s_arrows.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_its_neighbours_alone(string project)
    {
        var referenced = Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));
        Assert.Equal(s_arrows[project], referenced);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_only_what_lies_behind_it_in_the_chain(string project)
    {
        using var assembly = new ProductAssembly(project == "ComplianceHub.Cli" ? "compliancehub" : project);
        var used = assembly.References.Where(r => r.StartsWith("ComplianceHub.", StringComparison.OrdinalIgnoreCase));
        Assert.Subset(Behind(project).ToHashSet(), used.ToHashSet());
    }

    [Theory]
    [InlineData("ComplianceHub.Dockerfiles")]
    [InlineData("ComplianceHub.Grading")]
    public void Grammar_and_grading_stand_on_the_base_class_library_alone(string project)
    {
        Assert.Empty(Items(project, "PackageReference"));
        Assert.Empty(Items(project, "FrameworkReference"));

        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        using var assembly = new ProductAssembly(project);
        var foreign = assembly.References
            .Where(r => !r.StartsWith("ComplianceHub.", StringComparison.Ordinal) && !File.Exists(Path.Combine(framework, r + ".dll")));
        Assert.Empty(foreign);
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = File.ReadAllText(Checkout.Path("ComplianceHub.sln")).Replace('\\', '/');
        var missing = Checkout.Files("src", ".csproj").Concat(Checkout.Files("tests", ".csproj")).Where(p => !solution.Contains(p, StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Behind(string project) => s_arrows[project].SelectMany(p => Behind(p).Prepend(p));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Checkout.Path($"src/{project}/{project}.csproj")).Descendants(kind).Select(e => e.Attribute("Include")!.Value);
}
