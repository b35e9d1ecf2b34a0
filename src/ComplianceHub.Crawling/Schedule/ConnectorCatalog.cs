using System.Collections.Immutable;
using System.Reflection;
using ComplianceHub.Crawling.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Crawling.Schedule;

/// <summary>Every connector there is, found by its <see cref="ConnectorAttribute"/>.</summary>
public sealed class ConnectorCatalog(IServiceProvider services)
{
    private static readonly ImmutableSortedDictionary<string, (ConnectorAttribute Attribute, Type Type)> s_byKind = typeof(ConnectorCatalog).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Connector)))
        .Select(t => (Attribute: t.GetCustomAttribute<ConnectorAttribute>() ?? throw new InvalidOperationException($"{t.Name} has no [Connector]"), Type: t))
        .ToImmutableSortedDictionary(c => c.Attribute.Kind, c => c, StringComparer.Ordinal);

    /// <summary>For the "add a source" form, by title.</summary>
    public static ImmutableArray<ConnectorAttribute> All { get; } = [.. s_byKind.Values.Select(c => c.Attribute).OrderBy(a => a.Title, StringComparer.Ordinal)];

    public static ConnectorAttribute? Find(string kind) => s_byKind.TryGetValue(kind, out var connector) ? connector.Attribute : null;

    /// <summary>A connector of that kind, for one crawl; null when there is none.</summary>
    public Connector? Create(string kind) =>
        s_byKind.TryGetValue(kind, out var connector) ? (Connector)ActivatorUtilities.CreateInstance(services, connector.Type) : null;
}
