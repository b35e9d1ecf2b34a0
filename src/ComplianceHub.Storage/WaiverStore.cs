using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>
/// The register of waivers: requests, decisions, revocations. Nothing here changes a grade; the next grading sees what is in force. Every act is audited,
/// and none is ever taken back: a waiver that should last longer is another waiver.
/// </summary>
public sealed class WaiverStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, PolicyStore policies, HubEvents events, TimeProvider clock)
{
    private const int LongestPath = 500;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The worst severity of the open findings that a draft would cover, waived ones included; the rule's own when it covers none yet. Null when it names nothing that there is.</summary>
    public async Task<Severity?> SeverityAsync(WaiverDraft draft, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await TargetAsync(context, draft, cancellationToken))?.Severity;
    }

    /// <summary>Asks for a waiver.</summary>
    public async Task<WaiverAnswer> RequestAsync(WaiverDraft draft, CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        var answer = await writer.WriteAsync(
            async context =>
            {
                var now = Now;
                if (await TargetAsync(context, draft, cancellationToken) is not { } target)
                {
                    return WaiverAnswer.Refused("What it is to cover is not there any more.");
                }

                var request = new WaiverRequest(target.Severity, draft.LastDay, draft.Text, draft.Owner, draft.Requester);
                if (WaiverRules.Check(request, policy.WaiverDays, now) is { IsEmpty: false } problems)
                {
                    return WaiverAnswer.Refused([.. problems]);
                }

                var waiver = context.Waivers.Add(new Waiver
                {
                    Scope = draft.Scope,
                    Rule = target.Rule,
                    Severity = target.Severity,
                    ImageId = draft.Scope is WaiverScope.Finding or WaiverScope.Image ? target.ImageId : null,
                    FindingId = draft.Scope == WaiverScope.Finding ? draft.FindingId : null,
                    TeamId = draft.Scope == WaiverScope.Team ? draft.TeamId : null,
                    Path = draft.Scope == WaiverScope.Path ? draft.Path?.Trim() : null,
                    Reason = draft.Reason,
                    Text = MaskingReader.MaskText(draft.Text.Trim()),
                    Owner = draft.Owner.Trim(),
                    Requester = draft.Requester.Trim(),
                    RequestedAt = now,
                    ExpiresAt = WaiverRules.EndOf(draft.LastDay),
                }).Entity;
                await context.SaveChangesAsync(cancellationToken);
                context.Audit(clock, waiver.Requester, "waiver.requested", SubjectOf(waiver.Id), null, Words(waiver));
                return new WaiverAnswer(waiver.Id, []);
            },
            cancellationToken);
        events.Publish(HubEvent.GradesChanged);
        return answer;
    }

    /// <summary>Approves a request. What is high or critical needs another person than the one who asked.</summary>
    public Task<WaiverAnswer> ApproveAsync(int id, string approver, string? note, CancellationToken cancellationToken) => DecideAsync(
        id, approver, note, WaiverDecision.Approved, "waiver.approved", waiver => WaiverRules.RefuseApproval(waiver.Severity, waiver.Requester, approver), cancellationToken);

    public Task<WaiverAnswer> RejectAsync(int id, string by, string? note, CancellationToken cancellationToken) => DecideAsync(
        id, by, note, WaiverDecision.Rejected, "waiver.rejected", _ => string.IsNullOrWhiteSpace(by) ? "Say who rejects." : null, cancellationToken);

    /// <summary>Ends an approved waiver before its time, or takes a request back.</summary>
    public Task<WaiverAnswer> RevokeAsync(int id, string by, CancellationToken cancellationToken) => ActAsync(
        id,
        (context, waiver, now) =>
        {
            var state = waiver.Life.At(now);
            if (state is WaiverState.Rejected or WaiverState.Revoked or WaiverState.Expired)
            {
                return $"It is {WaiverWords.Of(state)} already.";
            }

            if (string.IsNullOrWhiteSpace(by))
            {
                return "Say who ends it.";
            }

            (waiver.RevokedAt, waiver.RevokedBy) = (now, by.Trim());
            context.Audit(clock, by.Trim(), "waiver.revoked", SubjectOf(id), WaiverWords.Of(state), WaiverWords.Of(WaiverState.Revoked));
            return null;
        },
        cancellationToken);

    /// <summary>The next moment at which a grade changes by itself, because a waiver begins or ends; null when none does.</summary>
    public async Task<DateTime?> NextChangeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = Now;
        var waiver = await context.Waivers.Where(w => w.Decision == WaiverDecision.Approved && w.RevokedAt == null && w.ExpiresAt > now).MinAsync(w => (DateTime?)w.ExpiresAt, cancellationToken);
        var comment = await context.Images.Where(i => i.IsLive && i.GradeEndsAt > now).MinAsync(i => i.GradeEndsAt, cancellationToken);
        return waiver < comment || comment is null ? waiver : comment;
    }

    private static string SubjectOf(int id) => string.Create(CultureInfo.InvariantCulture, $"waiver/{id}");

    private static string Words(Waiver waiver) => string.Create(
        CultureInfo.InvariantCulture, $"{waiver.Rule}, {WaiverWords.Of(waiver.Scope)}, until {waiver.ExpiresAt.AddDays(-1):yyyy-MM-dd}; {WaiverRow.ReasonOf(waiver)}; owner {waiver.Owner}");

    private Task<WaiverAnswer> DecideAsync(
        int id, string by, string? note, WaiverDecision decision, string action, Func<Waiver, string?> refuse, CancellationToken cancellationToken) => ActAsync(
        id,
        (context, waiver, now) =>
        {
            var state = waiver.Life.At(now);
            if ((state == WaiverState.Requested ? refuse(waiver) : $"It is {WaiverWords.Of(state)} already.") is { } reason)
            {
                return reason;
            }

            (waiver.Decision, waiver.Decider, waiver.DecidedAt) = (decision, by.Trim(), now);
            waiver.DecisionNote = string.IsNullOrWhiteSpace(note) ? null : MaskingReader.MaskText(note.Trim());
            context.Audit(clock, by.Trim(), action, SubjectOf(id), WaiverWords.Of(state), waiver.DecisionNote);
            return null;
        },
        cancellationToken);

    private async Task<WaiverAnswer> ActAsync(int id, Func<HubDbContext, Waiver, DateTime, string?> act, CancellationToken cancellationToken)
    {
        var answer = await writer.WriteAsync(
            async context => await context.Waivers.FirstOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } waiver
                ? WaiverAnswer.Refused("There is no such waiver.")
                : act(context, waiver, Now) is { } reason ? WaiverAnswer.Refused(reason) : new WaiverAnswer(id, []),
            cancellationToken);
        events.Publish(HubEvent.GradesChanged);
        return answer;
    }

    private static async Task<Target?> TargetAsync(HubDbContext context, WaiverDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Scope == WaiverScope.Finding)
        {
            return await context.FindingIntervals.Where(f => f.FindingId == draft.FindingId && f.To == null).Select(f => new Target(f.Rule, f.Severity, f.ImageId)).FirstOrDefaultAsync(cancellationToken);
        }

        var isThere = draft.Scope switch
        {
            WaiverScope.Image => await context.Images.AnyAsync(i => i.Id == draft.ImageId, cancellationToken),
            WaiverScope.Team => await context.Teams.AnyAsync(t => t.Id == draft.TeamId, cancellationToken),
            _ => draft.Path?.Trim() is { Length: > 0 and <= LongestPath } path && !path.StartsWith('/'),
        };
        if (!isThere || RuleCatalog.Find(draft.Rule ?? "") is not { } rule)
        {
            return null;
        }

        var worst = (await WaiverReach.FindingsAsync(context, draft, cancellationToken)).Select(f => (Severity?)f.Severity).Max();
        return new Target(rule.Descriptor.Id, worst ?? rule.Descriptor.Severity, draft.ImageId);
    }

    private sealed record Target(string Rule, Severity Severity, long? ImageId);
}
