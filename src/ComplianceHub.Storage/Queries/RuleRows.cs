using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Storage.Queries;

/// <summary>One rule and how the organisation fares with it.</summary>
/// <param name="Severity">Under the policy in force; findings may state their own unless it sets one.</param>
/// <param name="Failing">Live scored Images with an open finding of it.</param>
/// <param name="Points">Basis points its findings cost together.</param>
/// <param name="Change30">Failing Images now less 30 days ago.</param>
public sealed record RuleRow(RuleDescriptor Rule, Severity Severity, bool Disabled, int Failing, int Findings, long Points, int Change30);

/// <param name="TeamId">Null is the unowned pool.</param>
public sealed record RuleTeamRow(int? TeamId, string? Slug, string Name, int Failing, int Images);

/// <summary>A rule's page: numbers, by team (most failing first), the bases and files worth repairing first.</summary>
public sealed record RuleDetail(RuleRow Row, IReadOnlyList<RuleTeamRow> Teams, IReadOnlyList<FixBundle> Bundles);
