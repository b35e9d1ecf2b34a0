using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>A value of a bake file, as far as it can be known without running it.</summary>
internal abstract record HclValue
{
    public static HclValue Nothing { get; } = new Unknowable();

    /// <summary>The text of a string, number or boolean, with <see cref="Placeholders.Unknown"/> where something is not known; null for a list or object.</summary>
    public virtual string? Text => null;

    /// <summary>The items of a list; a single value is a list of itself.</summary>
    public virtual ImmutableArray<HclValue> Items => [this];

    /// <param name="Value">With <see cref="Placeholders.Unknown"/> where something is not known.</param>
    internal sealed record Scalar(string Value) : HclValue
    {
        public override string Text => Value;
    }

    internal sealed record Array(ImmutableArray<HclValue> Values) : HclValue
    {
        public override ImmutableArray<HclValue> Items => Values;
    }

    internal sealed record Object(ImmutableDictionary<string, HclValue> Members) : HclValue
    {
        public override ImmutableArray<HclValue> Items => [];
    }

    internal sealed record Null : HclValue
    {
        public override ImmutableArray<HclValue> Items => [];
    }

    private sealed record Unknowable : HclValue
    {
        public override string Text { get; } = Placeholders.Unknown.ToString();
    }
}
