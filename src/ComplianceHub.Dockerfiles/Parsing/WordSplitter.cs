using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>Collects characters into words; only unquoted white space separates.</summary>
internal sealed class WordSplitter
{
    private readonly StringBuilder _word = new();

    public List<string> Words { get; } = [];

    public void Add(char c)
    {
        if (!Blank.IsUnicode(c))
        {
            _word.Append(c);
        }
        else
        {
            Flush();
        }
    }

    public void Add(string text)
    {
        foreach (var c in text)
        {
            Add(c);
        }
    }

    public void AddRaw(char c) => _word.Append(c);

    public void AddRaw(string text) => _word.Append(text);

    public void Flush()
    {
        if (_word.Length > 0)
        {
            Words.Add(_word.ToString());
            _word.Clear();
        }
    }
}
