namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>Names of RPM packages, <c>name-version-release.arch</c>: a hyphen parts name and version, but names have hyphens and digits, too.</summary>
internal static class RpmName
{
    /// <summary>Whether a version is in it, or it is a file or a group.</summary>
    public static bool HasVersion(string package)
    {
        if (package[0] is '@' or '-' or '!' || package.EndsWith(".rpm", StringComparison.Ordinal) || package.AsSpan().IndexOfAny("=<>*") > 0)
        {
            return true;
        }

        // java-11-openjdk is a name: a version has a period or stands last.
        var parts = package.Split('-');
        return parts.Skip(1).Select((part, i) => (part, IsLast: i == parts.Length - 2))
            .Any(p => p.part.Length > 0 && char.IsAsciiDigit(p.part[0]) && (p.IsLast || p.part.Contains('.', StringComparison.Ordinal)));
    }
}
