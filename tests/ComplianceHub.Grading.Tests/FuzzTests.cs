using System.Text;
using ComplianceHub.Grading.Rules;
using ComplianceHub.TestKit;
using ComplianceHub.TestKit.Fuzzing;

namespace ComplianceHub.Grading.Tests;

/// <summary>A short run over what lies in the repository: the sample organisation's histories and the samples of the rules' pages. The long run is a command of the benchmarks.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 4_000;
    private const int RepairEach = 40;

    [Fact]
    public void No_broken_file_breaks_a_law()
    {
        var mutator = new DockerfileMutator(Seeds());
        var random = new Random(20261126);
        for (var i = 0; i < Inputs; i++)
        {
            var input = mutator.Next(random);
            if (EngineCheck.Broken(input, repair: i % RepairEach == 0) is { } law)
            {
                Assert.Fail($"{law}\n{Encoding.UTF8.GetString(input)}");
            }
        }
    }

    private static List<byte[]> Seeds() =>
    [
        .. RuleCatalog.Rules.SelectMany(r => RulePage.Of(r)!.Noncompliant.Concat(RulePage.Of(r)!.Compliant)).Select(s => Encoding.UTF8.GetBytes(s.Text)),
        .. Directory.EnumerateFiles(Checkout.Path("data/sample-org/repositories"), "*.fast-export").Select(File.ReadAllBytes),
    ];
}
