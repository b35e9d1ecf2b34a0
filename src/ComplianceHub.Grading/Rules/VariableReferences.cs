using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules;

/// <summary>The variables that a text needs.</summary>
internal static class VariableReferences
{
    private static readonly string[] s_guards = [":-", "-", ":+", "+", ":?", "?"];

    /// <summary>
    /// Names without a declaration in the scope, each once. A name that the text itself provides for (<c>${X:-y}</c>, <c>${X:+$X:}</c>) is not missed.
    /// </summary>
    public static IEnumerable<string> Undefined(string text, StageScope scope, char escape) => !text.Contains('$', StringComparison.Ordinal) ? []
        : scope.Expand(text, escape).Undefined.Where(name => !scope.Variables.ContainsKey(name) && !IsGuarded(text, name));

    private static bool IsGuarded(string text, string name)
    {
        for (var at = text.IndexOf("${" + name, StringComparison.Ordinal); at >= 0; at = text.IndexOf("${" + name, at + 2, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + 2 + name.Length);
            foreach (var guard in s_guards)
            {
                if (rest.StartsWith(guard, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
