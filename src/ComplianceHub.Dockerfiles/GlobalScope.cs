using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// What FROM sees: the ARGs before the first FROM and the platform's ARGs, never a stage's.
/// https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact.
/// </summary>
internal static class GlobalScope
{
    /// <summary>BuildKit always sets these; their values are those of the build. https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope.</summary>
    private static readonly ImmutableDictionary<string, VariableValue> s_platform = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        new[] { "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE" }
            .Select(name => KeyValuePair.Create(name, new VariableValue(null, IsArg: true))));

    public static StageScope Of(IEnumerable<ArgInstruction> args, char escape)
    {
        var scope = new StageScope(s_platform);
        foreach (var declaration in args.SelectMany(a => a.Declarations))
        {
            // Unlike in a stage, each default sees the ARGs before it on the same line.
            var value = declaration.RawDefault is { } raw
                ? new VariableValue(VariableExpander.Expand(raw, scope, escape).Text, IsArg: true)
                : scope.Variables.TryGetValue(declaration.Key, out var known) ? known : new VariableValue(null, IsArg: true) { IsDeclaredOnly = true };
            scope = new StageScope(scope.Variables.SetItem(declaration.Key, value));
        }

        return scope;
    }
}
