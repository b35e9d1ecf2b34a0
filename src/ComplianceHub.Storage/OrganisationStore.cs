using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>What the organisation calls itself. Its registries are in the policy, because they decide grades.</summary>
public sealed class OrganisationStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, TimeProvider clock)
{
    /// <summary>The longest name that is taken.</summary>
    public const int LongestName = 100;

    private string? _name;

    /// <summary>Empty until somebody said it.</summary>
    public async Task<string> NameAsync(CancellationToken cancellationToken)
    {
        if (_name is { } known)
        {
            return known;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.Settings.Where(s => s.Key == Setting.Organisation).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        return _name = stored ?? "";
    }

    /// <summary>Sets the name; an empty one removes it.</summary>
    /// <exception cref="ArgumentException">It is too long or not one line.</exception>
    public async Task RenameAsync(string name, string actor, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (name.Length > LongestName || name.Any(char.IsControl))
        {
            throw new ArgumentException($"A name is one line of at most {LongestName} characters.", nameof(name));
        }

        await writer.WriteAsync(
            async context =>
            {
                var stored = await context.Settings.FirstOrDefaultAsync(s => s.Key == Setting.Organisation, cancellationToken);
                if ((stored?.Value ?? "") == name)
                {
                    return;
                }

                context.Audit(clock, actor, "organisation.named", "organisation", stored?.Value, name);
                if (stored is null)
                {
                    context.Settings.Add(new Setting { Key = Setting.Organisation, Value = name });
                }
                else
                {
                    stored.Value = name;
                }
            },
            cancellationToken);
        _name = name;
    }
}
