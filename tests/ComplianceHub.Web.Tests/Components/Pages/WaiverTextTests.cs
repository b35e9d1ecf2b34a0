using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Pages;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class WaiverTextTests
{
    [Fact]
    public void A_comment_is_told_with_who_let_it_count_its_last_day_and_its_reason() =>
        Assert.Equal(
            "by a comment of hadolint, as policy v3 allows, until 31 Mar 2027: see SEC-118",
            WaiverText.Of(new WaiverRow("inline:hadolint", "see SEC-118", "policy v3", new DateTime(2027, 4, 1, 0, 0, 0, DateTimeKind.Utc))));

    [Fact]
    public void What_is_not_known_is_left_out() => Assert.Equal("by a comment of trivy; it gives no reason", WaiverText.Of(new WaiverRow("inline:trivy", null, null, null)));
}
