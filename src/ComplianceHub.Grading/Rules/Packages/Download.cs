using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>Options of curl and wget.</summary>
internal static class Download
{
    /// <summary>Short options that take a value, of curl and of wget together: the rest of the word is that value.</summary>
    private const string Valued = "AbCcDdEeFHmoPQrTtuUwXxyYzO";

    /// <summary>The words that are options and not an option's value.</summary>
    public static IEnumerable<string> Options(ShellCommand command) => CommandWords.Of(command).Skip(1).Select(w => w.Value).Where(w => w is ['-', _, ..]);

    /// <summary>Whether a bundle such as <c>-fsSL</c> holds the option.</summary>
    public static bool HasShort(string word, char option)
    {
        if (word is not ['-', not '-', ..])
        {
            return false;
        }

        for (var i = 1; i < word.Length; i++)
        {
            if (word[i] == option)
            {
                return true;
            }

            // curl's -O is a switch, wget's has a value; letters behind it are read all the same.
            if (Valued.Contains(word[i], StringComparison.Ordinal) && word[i] != 'O')
            {
                return false;
            }
        }

        return false;
    }
}
