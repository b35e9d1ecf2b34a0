using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Cli.Commands;

/// <summary>Reads a policy from a file.</summary>
internal static class PolicyFile
{
    private const long LargestFile = 1 << 20;

    /// <param name="errors">Gets a line for each problem: file, property, reason.</param>
    public static bool TryRead(string path, TextWriter errors, out Policy policy)
    {
        policy = Policy.Default;
        string text;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                errors.WriteLine($"{path}: no such file");
                return false;
            }

            if (file.Length > LargestFile)
            {
                errors.WriteLine($"{path}: larger than 1 MiB, which no policy is");
                return false;
            }

            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{path}: {e.Message}");
            return false;
        }

        var reading = PolicyJson.Read(text);
        foreach (var problem in reading.Problems)
        {
            errors.WriteLine($"{path}: {problem}");
        }

        policy = reading.Policy;
        return reading.IsValid;
    }
}
