namespace ComplianceHub.Dockerfiles;

/// <summary>
/// What others work out from something immutable, kept beside it: one value of each type, worked out for the first that asks. Two who ask at once may
/// both work it out, and either value is right.
/// </summary>
internal struct DerivedValues
{
    private object[]? _values;

    public T Get<T, TSource>(TSource source, Func<TSource, T> derive)
        where T : class
    {
        var known = Volatile.Read(ref _values);
        foreach (var value in known ?? [])
        {
            if (value is T found)
            {
                return found;
            }
        }

        var derived = derive(source);
        // Deriving may have added other values meanwhile.
        Volatile.Write(ref _values, [.. Volatile.Read(ref _values) ?? [], derived]);
        return derived;
    }
}
