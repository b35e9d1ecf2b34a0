namespace ComplianceHub.Grading.Scoring;

/// <summary>Half-open bands of letters over a score of 0 to 10,000: A from <paramref name="A"/> up, F below <paramref name="D"/>.</summary>
public sealed record GradeBands(int A, int B, int C, int D)
{
    public static GradeBands Default { get; } = new(8500, 7000, 5500, 4500);

    public Grade Of(int score) => score >= A ? Grade.A : score >= B ? Grade.B : score >= C ? Grade.C : score >= D ? Grade.D : Grade.F;
}
