namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>
/// The grammar of SPDX licence expressions. Identifiers are checked against the common ones; others pass when they have the list's form
/// (letters, then a version: <c>EUPL-1.2</c>), for the list grows faster than this table.
/// </summary>
internal static class SpdxExpression
{
    private static readonly HashSet<string> s_withoutVersion = new(StringComparer.OrdinalIgnoreCase)
    {
        "0BSD", "AAL", "Beerware", "blessing", "BSL-1.0", "bzip2-1.0.6", "CC0-1.0", "curl", "FTL", "HPND", "ICU", "IJG", "ImageMagick", "Info-ZIP", "Intel", "IPA", "ISC", "JSON", "libpng-2.0", "Libpng",
        "libtiff", "MIT", "MIT-0", "MIT-CMU", "MIT-Modern-Variant", "NCSA", "Net-SNMP", "NTP", "OpenSSL", "PostgreSQL", "psfrag", "Python-2.0", "Ruby", "SGI-B-2.0", "SMLNJ", "SQLite", "TCL", "Unlicense",
        "Vim", "W3C", "WTFPL", "X11", "Xnet", "zlib", "Zlib", "zlib-acknowledgement", "NONE", "NOASSERTION", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "BSD-2-Clause-Patent", "BSD-3-Clause-Clear",
        "BSD-3-Clause-LBNL", "BSD-Source-Code", "CDDL-1.0", "UPL-1.0", "PHP-3.0", "PHP-3.01", "TU-Berlin-1.0", "Unicode-DFS-2016", "Bitstream-Vera", "Artistic-2.0", "GPL-2.0", "GPL-3.0", "LGPL-2.1", "LGPL-3.0",
    };

    public static bool IsValid(string expression)
    {
        var tokens = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int depth = 0, afterWith = 0;
        var wantsOperand = true;
        foreach (var token in tokens)
        {
            if (token == "(" && wantsOperand)
            {
                depth++;
            }
            else if (token == ")" && !wantsOperand && depth > 0)
            {
                depth--;
            }
            else if (token is "AND" or "OR" or "and" or "or" && !wantsOperand)
            {
                wantsOperand = true;
                afterWith = 0;
            }
            else if (token is "WITH" or "with" && !wantsOperand && afterWith == 0)
            {
                wantsOperand = true;
                afterWith = 1;
            }
            else if (wantsOperand && (afterWith == 1 ? token.Contains('-', StringComparison.Ordinal) : IsIdentifier(token)))
            {
                wantsOperand = false;
            }
            else
            {
                return false;
            }
        }

        return depth == 0 && !wantsOperand;
    }

    private static bool IsIdentifier(string token)
    {
        var id = token.TrimEnd('+');
        if (s_withoutVersion.Contains(id) || id.StartsWith("LicenseRef-", StringComparison.Ordinal) || id.StartsWith("DocumentRef-", StringComparison.Ordinal))
        {
            return true;
        }

        var hyphen = id.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            && id[(hyphen + 1)..].Split('-').Any(part => part.Length >= 3 && char.IsAsciiDigit(part[0]) && part.Contains('.', StringComparison.Ordinal));
    }
}
