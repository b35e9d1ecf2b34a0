using System.Numerics;

namespace ComplianceHub.Storage.Queries;

/// <summary>An exact number. The denominator is positive; not reduced.</summary>
public readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    public static Fraction Zero { get; } = new(0, 1);

    public static Fraction Of(long numerator, long denominator) => new(numerator, denominator);

    public static Fraction operator +(Fraction a, Fraction b) => Reduced((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + new Fraction(-b.Numerator, b.Denominator);

    public Fraction Add(Fraction other) => this + other;

    public Fraction Subtract(Fraction other) => this - other;

    /// <summary>⌊this / unit⌋ and what is left over.</summary>
    public (int Whole, Fraction Left) Floor(int unit)
    {
        var whole = BigInteger.Divide(Numerator, Denominator * unit);
        if (Numerator < whole * Denominator * unit)
        {
            whole--;
        }

        return ((int)whole, new Fraction(Numerator - (whole * unit * Denominator), Denominator));
    }

    public double ToDouble() => (double)Numerator / (double)Denominator;

    public int CompareTo(Fraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    private static Fraction Reduced(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsZero ? Zero : new Fraction(numerator / divisor, denominator / divisor);
    }
}
