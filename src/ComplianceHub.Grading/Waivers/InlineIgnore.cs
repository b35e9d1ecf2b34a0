using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Waivers;

/// <summary>One comment of a Dockerfile that asks for findings to be suppressed, in whichever tool's dialect. Whether it counts is the policy's to say.</summary>
/// <param name="Line">1-based line of the comment.</param>
/// <param name="Codes">Rule ids or codes of the tool as written; <see cref="InlineIgnoreCodes.Every"/> for all rules that the tool has.</param>
public sealed record InlineIgnore(InlineIgnoreDialect Dialect, int Line, ImmutableArray<string> Codes)
{
    /// <summary>Codes that stay in force although all others are suppressed (KICS <c>enable=</c>).</summary>
    public ImmutableArray<string> Except { get; init; } = [];

    /// <summary>First line of the Dockerfile that it covers; with <see cref="To"/> before it, it covers nothing.</summary>
    public int From { get; init; }

    /// <summary>Last line that it covers; <see cref="int.MaxValue"/> for the whole file.</summary>
    public int To { get; init; }

    /// <summary>The last day on which it counts; null for ever.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>What the comment says of why, secrets masked; null when it says nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>Why its own tool would not heed it, for instance a code that does not exist; null when it is sound.</summary>
    public string? Problem { get; init; }

    public bool CoversFile => From <= 1 && To == int.MaxValue;

    /// <summary>The dialect as files and reports name it.</summary>
    public string DialectName => Dialect.ToString().ToLowerInvariant();

    /// <summary>The code of this comment that means the finding; null when none does or the finding stands elsewhere.</summary>
    /// <param name="line">The finding's line; for a finding about the whole file the FROM of the stage that ships.</param>
    public string? CodeFor(Finding finding, int line) =>
        Problem is not null || line < From || line > To || Except.Any(c => InlineIgnoreCodes.Means(Dialect, c, finding)) ? null
        : Codes.FirstOrDefault(c => InlineIgnoreCodes.Means(Dialect, c, finding));
}

/// <summary>A comment that means a finding.</summary>
/// <param name="Code">The code of the comment that means it.</param>
/// <param name="Refusal">Why it does not count under the policy; null when it counts.</param>
public sealed record Suppression(InlineIgnore Comment, string Code, string? Refusal)
{
    /// <summary>Whether the finding is waived by it.</summary>
    public bool Counts => Refusal is null;
}
