using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>The label for the licence does not hold an SPDX expression.</summary>
public sealed class LabelSpdx : LabelValueRule
{
    public override RuleDescriptor Descriptor { get; } = new("label-spdx", "The label for the licence holds no SPDX expression", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3054"],
        Links = ["https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/", "https://spdx.org/licenses/"],
    };

    protected override bool Concerns(string key, Policy policy) => key is "org.opencontainers.image.licenses" or "org.label-schema.license";

    /// <summary>Common ways to write licences of which there is only one version and one form.</summary>
    private static readonly Dictionary<string, string> s_spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Apache 2.0"] = "Apache-2.0", ["Apache-2"] = "Apache-2.0", ["Apache2"] = "Apache-2.0", ["Apache 2"] = "Apache-2.0", ["Apache License 2.0"] = "Apache-2.0", ["Apache License, Version 2.0"] = "Apache-2.0",
        ["Apache License Version 2.0"] = "Apache-2.0", ["ASL 2.0"] = "Apache-2.0", ["MIT License"] = "MIT", ["The MIT License"] = "MIT", ["MIT Licence"] = "MIT", ["ISC License"] = "ISC", ["BSD 2-Clause"] = "BSD-2-Clause",
        ["BSD 3-Clause"] = "BSD-3-Clause", ["BSD-3"] = "BSD-3-Clause", ["BSD-2"] = "BSD-2-Clause", ["MPL 2.0"] = "MPL-2.0", ["MPLv2"] = "MPL-2.0", ["EPL 2.0"] = "EPL-2.0", ["The Unlicense"] = "Unlicense",
    };

    protected override string? CorrectionOf(string key, string value) => s_spellings.GetValueOrDefault(value.Trim());

    protected override string? ProblemOf(string key, string value) => value.Length == 0 || SpdxExpression.IsValid(value) ? null : "is no SPDX expression";
}
