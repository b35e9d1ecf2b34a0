using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>A criterion over the matrix.</summary>
/// <param name="Budget">Basis points.</param>
public sealed record MatrixColumn(string Title, int Budget, string? Href = null);

/// <summary>An image with what it loses in each column.</summary>
/// <param name="Lost">Basis points, one a column; null = not judged, 0 = nothing lost.</param>
public sealed record MatrixRow(string Name, string? Href, int? Score, Grade Letter, bool Held, IReadOnlyList<int?> Lost);
