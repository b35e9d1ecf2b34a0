using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Tests.Queries;

/// <summary>Images with made-up grades, written straight into the tables, for laws that hold whatever the grades are.</summary>
internal static class Fleet
{
    public static GradeInterval Grade(
        long image, DateTime from, DateTime? to, int score, int? team = null, bool counts = true, string content = "blob|", Evidence evidence = Evidence.Declared,
        int? declared = null, int policy = 1, ScoreChange change = default, bool backfilled = false) => new()
        {
            ImageId = image,
            From = from,
            To = to,
            Score = score,
            RawScore = score,
            DeclaredScore = declared ?? score,
            Letter = GradeBands.Default.Of(score),
            Coverage = counts ? 9000 : 1000,
            Evidence = evidence,
            Counts = counts,
            TeamId = team,
            PolicyVersion = policy,
            FormulaVersion = 1,
            EngineVersion = 1,
            CodePart = change.Code,
            PolicyPart = change.Policy,
            WaiverPart = change.Waivers,
            EvidencePart = change.Evidence,
            Content = content,
            Backfilled = backfilled,
            Explanation = "[]",
        };

    public static Image Image(string name, int? team = null) => new() { Name = name, TeamId = team, Coverage = 9000 };
}
