using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

public sealed class OwnDockerfileTests
{
    [Fact]
    public async Task The_products_own_Dockerfile_is_graded_A()
    {
        var text = await CommandLine.Check(Checkout.Root, "Dockerfile");
        var file = (await CommandLine.CheckJson(Checkout.Root, "Dockerfile"))[0];

        Assert.True(file.GetProperty("grade").GetString() == "A", text.Output);
        Assert.Empty(file.GetProperty("errors").EnumerateArray());
    }
}
