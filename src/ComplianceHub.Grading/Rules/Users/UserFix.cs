using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>
/// A USER for what ships, where nothing of the build loses its rights: behind the last instruction that may need root. Files stay root's, so that the
/// program can read but not change itself.
/// </summary>
internal static class UserFix
{
    /// <summary>A number needs no account; one above 10,000 meets no user of the host.</summary>
    public const string Number = "10001";

    /// <param name="current">The USER that holds; null when the base decides.</param>
    public static ImmutableArray<TextEdit> For(Stage final, UserInstruction? current, RuleContext context)
    {
        // ONBUILD's instructions run later and may need root; Windows' users are named otherwise.
        if (final.Instructions.Any(i => i is OnbuildInstruction) || final.Shell.Kind is ShellKind.PowerShell or ShellKind.Cmd || RootNeed.Of(final) is not null)
        {
            return [];
        }

        var user = UserFor(final, context);
        var last = final.Instructions.LastOrDefault(i => i is RunInstruction or CopyInstruction or AddInstruction or WorkdirInstruction or UserInstruction);
        return current is not null && ReferenceEquals(last, current) ? [new(current.User.Span, user)] : LineEdits.AtEnd(final, $"USER {user}");
    }

    /// <summary>The one that the file or its base has for it, before a number that nobody has.</summary>
    private static string UserFor(Stage final, RuleContext context)
    {
        var before = final.Lineage().SelectMany(s => s.Executed.OfType<UserInstruction>().Reverse().Select(u => (Stage: s, User: u.User.Text, s.ScopeAt(u).Expand(u.User.Text, s.File.Escape).Text)))
            .FirstOrDefault(u => u.Text is not null && !EffectiveUser.IsRoot(u.Text)).Text;
        var ofBase = final.Root is StageBase.External { Reference: var reference } && context.FindBase(reference)?.User is { } user && !EffectiveUser.IsRoot(user) ? user : null;
        var found = before ?? KnownUsers.OnlyOneMadeBy(final) ?? ofBase ?? KnownUsers.BroughtBy(final.Root) ?? Number;
        return EffectiveUser.IsNumeric(found) ? found : KnownUsers.NumberOf(final, found) ?? found;
    }
}
