using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>The user that a stage ends with: its last USER, else that of the stage it is built on, else the image's at the root.</summary>
/// <param name="Stage">The stage that sets it, or that stands on the image that does.</param>
/// <param name="Instruction">The USER; null when the base decides.</param>
/// <param name="Text">As BuildKit expands it; null when it cannot be known.</param>
/// <param name="Missing">Variables without value.</param>
internal sealed record EffectiveUser(Stage Stage, UserInstruction? Instruction, string? Text, string Missing)
{
    public static EffectiveUser Of(Stage final)
    {
        foreach (var stage in final.Lineage())
        {
            if (stage.Executed.OfType<UserInstruction>().LastOrDefault() is { } user)
            {
                var expansion = stage.ScopeAt(user).Expand(user.User.Text, stage.File.Escape);
                return new(stage, user, expansion.Text, string.Join(", ", expansion.Undefined));
            }
        }

        return new(final.Lineage().Last(), null, null, "");
    }

    /// <summary>Whether root runs an instruction of a stage, as far as the file and what is known of its base tell.</summary>
    public static bool IsRootAt(Stage stage, Instruction instruction, RuleContext context)
    {
        if (stage.Executed.OfType<UserInstruction>().LastOrDefault(u => u.Span.Start < instruction.Span.Start) is { } user)
        {
            return stage.ScopeAt(user).Expand(user.User.Text, stage.File.Escape).Text is { } text && IsRoot(text);
        }

        return stage.Base switch
        {
            StageBase.Parent parent => Of(parent.Stage) is { Instruction: not null } inherited ? inherited.Text is { } text && IsRoot(text) : IsRootAtBase(parent.Stage.Root, context),
            var root => IsRootAtBase(root, context),
        };
    }

    /// <summary><c>root</c>, <c>0</c>, either with a group, nothing at all, and Windows' administrators.</summary>
    public static bool IsRoot(string user)
    {
        var name = NameOf(user);
        return name.Length == 0 || name.All(c => c == '0')
            || name.Equals("root", StringComparison.Ordinal)
            || name.Equals("ContainerAdministrator", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Administrator", StringComparison.OrdinalIgnoreCase)
            || name.Equals(@"NT AUTHORITY\SYSTEM", StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsNumeric(string user) => NameOf(user) is { Length: > 0 } name && name.All(char.IsAsciiDigit);

    private static bool IsRootAtBase(StageBase root, RuleContext context) =>
        root is StageBase.Scratch || (root is StageBase.External external && context.FindBase(external.Reference)?.User is { } user && IsRoot(user));

    private static string NameOf(string user)
    {
        var colon = user.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? user : user[..colon]).Trim();
    }
}
