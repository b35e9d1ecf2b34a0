namespace ComplianceHub.Dockerfiles;

/// <summary>
/// What others work out from something immutable, kept beside it: each value once, for the first that asks. Two who ask at once may both work it out, and
/// either value is right.
/// </summary>
internal struct DerivedValues
{
    private (Delegate Derive, object Value)[]? _values;

    /// <param name="derive">A static function: it stands for its value.</param>
    public T Get<T, TSource>(TSource source, Func<TSource, T> derive)
        where T : notnull
    {
        foreach (var (known, value) in Volatile.Read(ref _values) ?? [])
        {
            if (ReferenceEquals(known, derive))
            {
                return (T)value;
            }
        }

        var derived = derive(source);
        // Deriving may have added other values meanwhile.
        Volatile.Write(ref _values, [.. Volatile.Read(ref _values) ?? [], (derive, derived)]);
        return derived;
    }
}
