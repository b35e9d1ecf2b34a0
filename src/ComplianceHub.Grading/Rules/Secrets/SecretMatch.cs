using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>How sure it is that a text is a secret. Ordered: a larger value is surer.</summary>
public enum SecretConfidence
{
    /// <summary>A literal where a secret belongs (a suspicious name or a log-in command), but too plain to prove anything.</summary>
    Literal,

    /// <summary>The same, and the value looks random.</summary>
    Entropy,

    /// <summary>The value has the format of a known credential.</summary>
    Format,
}

/// <summary>A secret found in a text. Holds no characters of it: <see cref="Span"/> says where they stand.</summary>
/// <param name="Kind">Stable, for instance <c>github-token</c>, <c>private-key</c> or <c>named-value</c>.</param>
/// <param name="Span">The secret itself in the scanned text, without name and quotes.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Carrier">The variable, option or command that carries it, for instance <c>DB_PASSWORD</c> or <c>docker login</c>; empty when it stands alone.</param>
public sealed record SecretMatch(string Kind, TextSpan Span, SecretConfidence Confidence, string Carrier)
{
    /// <summary>Whether this is proof enough for a critical finding.</summary>
    public bool HasEvidence => Confidence > SecretConfidence.Literal;

    /// <summary>The secret's characters, wrapped so that they are not printed by accident.</summary>
    public SecretValue ValueIn(string text) => new(text.Substring(Span.Start, Span.Length));
}
