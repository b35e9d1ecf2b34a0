namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Recognises <c>name=value</c>, <c>name+=value</c> and <c>name[index]=value</c>.</summary>
internal static class ShellAssignment
{
    public static (string Name, ShellWord Value)? Split(ShellWord word)
    {
        var raw = word.Raw;
        var position = 0;
        while (position < raw.Length && (char.IsAsciiLetter(raw[position]) || raw[position] == '_' || (position > 0 && char.IsAsciiDigit(raw[position]))))
        {
            position++;
        }

        if (position == 0)
        {
            return null;
        }

        var name = raw[..position];
        if (position < raw.Length && raw[position] == '[')
        {
            var close = raw.IndexOf(']', position);
            if (close < 0)
            {
                return null;
            }

            position = close + 1;
        }

        if (position < raw.Length && raw[position] == '+')
        {
            position++;
        }

        if (position >= raw.Length || raw[position] != '=')
        {
            return null;
        }

        var equals = word.Value.IndexOf('=', StringComparison.Ordinal);
        var value = new ShellWord(raw[(position + 1)..], equals < 0 ? "" : word.Value[(equals + 1)..], word.Offset + position + 1) { IsDynamic = word.IsDynamic };
        return (name, value);
    }
}
