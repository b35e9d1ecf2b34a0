using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Labels;

namespace ComplianceHub.Grading.Tests.Rules.Labels;

public sealed class LabelMissingTests
{
    [Fact]
    public void Each_missing_label_costs_its_part()
    {
        var findings = Judged.Declared<LabelMissing>("FROM a\n").Findings;

        Assert.Equal(3, findings.Length);
        Assert.All(findings, f => Assert.Equal(new Share(1, 3), f.Share));
    }

    [Fact]
    public void The_repair_answers_the_question() =>
        Assert.Equal(Outcome.Pass, Judged.Declared<LabelMissing>(Judged.Repaired<LabelMissing>("FROM a\nRUN true\n")).Outcome);

    [Fact]
    public void A_policy_without_labels_asks_nothing() =>
        Assert.Equal(Outcome.NotApplicable, Judged.Declared<LabelMissing>("FROM a", Policy.Default with { RequiredLabels = [] }).Outcome);

    [Fact]
    public void What_only_the_base_labels_is_missing_in_the_image()
    {
        var config = new ComplianceHub.Grading.Facts.ImageConfigFacts
        {
            Labels = new Dictionary<string, string> { ["maintainer"] = "vendor", ["org.opencontainers.image.source"] = "https://x.example" }.ToImmutableSorted(),
            History =
            [
                new(null, "LABEL maintainer=vendor", true, null), new(null, "RUN /bin/sh -c true # buildkit", false, null), new(null, "CMD [\"sh\"]", true, null),
                new(null, "LABEL org.opencontainers.image.source=https://x.example", true, null), new(null, "COPY a b # buildkit", false, null),
            ],
        };

        Assert.Equal(["org.opencontainers.image.authors|maintainer", "org.opencontainers.image.revision"], Judged.Shipped<LabelMissing>(config).Findings.Select(f => f.Locus));
    }
}
