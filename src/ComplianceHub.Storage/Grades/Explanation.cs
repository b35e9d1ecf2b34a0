using System.Text;
using System.Text.Json;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Storage.Grades;

/// <summary>
/// The account of every criterion as compact JSON: an array for each, <c>[id, budget, question, counted, penalty, judged 0/1, reason or null]</c>.
/// </summary>
internal static class Explanation
{
    public static string Write(Score score)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var criterion in score.Criteria)
            {
                json.WriteStartArray();
                json.WriteStringValue(criterion.Criterion.Id);
                json.WriteNumberValue(criterion.Budget);
                json.WriteNumberValue(criterion.Question);
                json.WriteNumberValue(criterion.Counted);
                json.WriteNumberValue(criterion.Penalty);
                json.WriteNumberValue(criterion.Judged ? 1 : 0);
                json.WriteStringValue(criterion.NotJudgedBecause);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Criteria that this program no longer knows are left out.</summary>
    public static IReadOnlyList<CriterionRow> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var rows = new List<CriterionRow>();
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (Criterion.Find(row[0].GetString() ?? "") is { } criterion)
            {
                rows.Add(new CriterionRow(
                    criterion, row[1].GetInt32(), row[2].GetInt32(), row[3].GetInt32(), row[4].GetInt32(), row[5].GetInt32() == 1, row[6].GetString()));
            }
        }

        return rows;
    }
}
