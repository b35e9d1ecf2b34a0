using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

public sealed class FindingIdentityTests
{
    [Fact]
    public void The_encoding_is_the_length_in_bytes_a_colon_and_the_text_of_each_field() => Assert.Equal(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("9:user-root14:app/Dockerfile0:6:größ1:0"))),
        FindingIdentity.Fingerprint("user-root", "app/Dockerfile", "", "größ", 0));

    [Fact]
    public void No_text_can_move_the_border_between_two_fields() =>
        Assert.NotEqual(FindingIdentity.Fingerprint("r", "a", "b", "c", 0), FindingIdentity.Fingerprint("r", "a1:b", "", "c", 0));

    [Fact]
    public void A_finding_of_another_Image_is_another_finding() =>
        Assert.NotEqual(FindingIdentity.FindingId(1, "r", "", "c", 0), FindingIdentity.FindingId(2, "r", "", "c", 0));
}
