using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>
/// What a score needs of an evaluation, in a kilobyte: each rule's outcome and its findings' shares and severities, no word of what was found. From it a score
/// under other budgets, severities, bands or switches is calculated without any rule being asked.
/// </summary>
/// <param name="Waived">Fingerprints, made up in the order of the findings, of those that the register waives.</param>
public sealed record ResultRecord(Evaluation Evaluation, ImmutableHashSet<string> Waived)
{
    private const byte FormatVersion = 1;
    private const int WaivedFlag = 1;
    private const int UnknownFlag = 2;
    private const int SuppressedFlag = 4;

    private static readonly FrozenDictionary<string, int> s_places = RuleCatalog.Rules.Index().ToFrozenDictionary(r => r.Item.Descriptor.Id, r => r.Index, StringComparer.Ordinal);

    /// <summary>Differs between programs whose rules differ, so that no place is taken for another rule's.</summary>
    private static readonly int s_stamp = RuleCatalog.Rules.Aggregate(RuleCatalog.EngineVersion, (hash, rule) => unchecked((hash * 31) + rule.Descriptor.Id.Aggregate(7, (h, c) => (h * 31) + c)));

    /// <param name="waived">Fingerprints of the findings that the register waives.</param>
    public static byte[] Write(Evaluation evaluation, IReadOnlySet<string> waived)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(FormatVersion);
        writer.Write(s_stamp);
        writer.Write((byte)evaluation.Evidence);
        writer.Write7BitEncodedInt(evaluation.Results.Length);
        foreach (var result in evaluation.Results)
        {
            writer.Write7BitEncodedInt(s_places[result.Rule.Id]);
            writer.Write((byte)((int)result.Outcome | ((int)result.Evidence << 4)));
            writer.Write7BitEncodedInt(result.Findings.Length);
            foreach (var finding in result.Findings)
            {
                writer.Write7BitEncodedInt(finding.Share.Numerator);
                writer.Write7BitEncodedInt(finding.Share.Denominator);
                var flags = (waived.Contains(finding.Fingerprint) ? WaivedFlag : 0) | (finding.IsUnknown ? UnknownFlag : 0) | (finding.IsSuppressed ? SuppressedFlag : 0);
                writer.Write((byte)(flags | ((int)(finding.OwnSeverity ?? 0) << 4)));
            }
        }

        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary>Null when another program wrote it: then the rules have to be asked again.</summary>
    /// <param name="policy">Whose severities the findings get.</param>
    public static ResultRecord? Read(byte[] record, Policy policy)
    {
        using var reader = new BinaryReader(new MemoryStream(record, writable: false));
        if (record.Length < 6 || reader.ReadByte() != FormatVersion || reader.ReadInt32() != s_stamp)
        {
            return null;
        }

        var evidence = (Evidence)reader.ReadByte();
        var results = ImmutableArray.CreateBuilder<RuleResult>(reader.Read7BitEncodedInt());
        var waived = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var number = 0;
        for (var i = 0; i < results.Capacity; i++)
        {
            var rule = RuleCatalog.Rules[reader.Read7BitEncodedInt()].Descriptor;
            var head = reader.ReadByte();
            var findings = ImmutableArray.CreateBuilder<Finding>(reader.Read7BitEncodedInt());
            for (var f = 0; f < findings.Capacity; f++)
            {
                var share = new Share(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
                var flags = reader.ReadByte();
                var own = (flags >> 4) == 0 ? (Severity?)null : (Severity)(flags >> 4);
                var fingerprint = number++.ToString("x8", CultureInfo.InvariantCulture);
                findings.Add(new Finding(fingerprint, rule, policy.SeverityOf(rule, own), share, (flags & UnknownFlag) != 0, "", "", "", 0, Evidence.None, []) { OwnSeverity = own });

                // A comment that counted is like a waiver here: what comments may do is asked of the text.
                if ((flags & (WaivedFlag | SuppressedFlag)) != 0)
                {
                    waived.Add(fingerprint);
                }
            }

            results.Add(new RuleResult(rule, (Outcome)(head & 0xF), findings.MoveToImmutable(), (Evidence)(head >> 4), null, null));
        }

        return new ResultRecord(new Evaluation(results.MoveToImmutable(), evidence), waived.ToImmutable());
    }

    /// <summary>The record with some rules' results replaced, those that the policy switches off left out.</summary>
    public ResultRecord With(Evaluation asked, IReadOnlySet<string> askedRules, IReadOnlySet<string> waivedOfThem, Policy policy)
    {
        var kept = Evaluation.Results.Where(r => !policy.DisabledRules.Contains(r.Rule.Id) && !askedRules.Contains(r.Rule.Id));
        return new ResultRecord(Evaluation with { Results = [.. kept, .. asked.Results] }, Waived.Union(waivedOfThem));
    }

    /// <summary>The score under the policy that it was read for.</summary>
    public Score ScoreUnder(Policy policy) => ScoreCalculator.Calculate(
        policy.DisabledRules.IsEmpty ? Evaluation : Evaluation with { Results = Evaluation.Results.RemoveAll(r => policy.DisabledRules.Contains(r.Rule.Id)) }, policy, Waived);
}
