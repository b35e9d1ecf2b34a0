using System.Globalization;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// The checks of BuildKit's second step (its package frontend/dockerfile/instructions): names, flags, numbers of arguments.
/// </summary>
internal static class InstructionChecks
{
    private static readonly string[] s_none = [];

    /// <summary>Null when the instruction stands; else the first reason why not.</summary>
    public static string? Check(Instruction instruction) => instruction switch
    {
        FromInstruction from => Stage(from) ?? Flags(instruction, "platform"),
        RunInstruction => Flags(instruction, "mount*", "network", "security", "device*"),
        CopyInstruction copy => Transfer(copy) ?? Flags(instruction, "from", "chown", "chmod", "link?", "parents?", "exclude*"),
        AddInstruction add => Transfer(add) ?? Flags(instruction, "chown", "chmod", "link?", "keep-git-dir?", "checksum", "unpack?", "exclude*"),
        PairsInstruction pairs => Flags(instruction, s_none) ?? Pairs(pairs),
        ArgInstruction arg => arg.Declarations.IsEmpty ? AtLeastOne(arg) : Blank(arg, arg.Declarations.Any(d => d.Key.Length == 0)),
        UserInstruction or WorkdirInstruction or MaintainerInstruction => ExactlyOne(instruction) ?? Flags(instruction, s_none),
        StopsignalInstruction => ExactlyOne(instruction),
        ExposeInstruction => SomeArguments(instruction) ?? Flags(instruction, s_none),
        VolumeInstruction volume => SomeArguments(instruction) ?? Flags(instruction, s_none)
            ?? (volume.Arguments.Any(w => string.IsNullOrWhiteSpace(w.Text)) ? "VOLUME specified can not be an empty string" : null),
        ShellInstruction shell => Flags(instruction, s_none) ?? SomeArguments(instruction)
            ?? (shell.Form == CommandForm.Shell ? $"SHELL requires the arguments to be in JSON form: {shell.Original}" : null),
        HealthcheckInstruction healthcheck => Healthcheck(healthcheck),
        OnbuildInstruction onbuild => Onbuild(onbuild),
        CommandInstruction => Flags(instruction, s_none),
        _ => $"unknown instruction: {instruction.Name}",
    };

    private static string? Stage(FromInstruction from)
    {
        if (from.Arguments.Length != 1 && !(from.Arguments.Length == 3 && from.StageName is not null))
        {
            return "FROM requires either one or three arguments";
        }

        return from.StageName is { } name && !IsStageName(name.Text)
            ? $"invalid name for build stage: {GoQuote.Quote(name.Text)}, name can't start with a number or contain symbols"
            : null;
    }

    private static bool IsStageName(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string? Transfer(TransferInstruction transfer)
    {
        if (transfer.Arguments.Length < 2)
        {
            return $"{transfer.Name} requires at least two arguments, but only one was provided. Destination could not be determined";
        }

        return HeredocWord.TryParse(transfer.Destination.Text, out _) is null ? null : $"{transfer.Name} cannot accept a heredoc as a destination";
    }

    private static string? Pairs(PairsInstruction pairs) =>
        pairs.Arguments.IsEmpty ? AtLeastOne(pairs) : Blank(pairs, pairs.Pairs.Any(p => p.Key.Length == 0));

    private static string? Healthcheck(HealthcheckInstruction healthcheck)
    {
        if (healthcheck.Arguments.IsEmpty)
        {
            return AtLeastOne(healthcheck);
        }

        if (healthcheck.IsNone)
        {
            return healthcheck.Arguments.Length > 1 ? "HEALTHCHECK NONE takes no arguments" : null;
        }

        if (Flags(healthcheck, "interval", "timeout", "start-period", "start-interval", "retries") is { } error)
        {
            return error;
        }

        if (!healthcheck.Arguments[0].Text.Equals("CMD", StringComparison.OrdinalIgnoreCase))
        {
            return $"Unknown type {GoQuote.Quote(healthcheck.Arguments[0].Text.ToUpperInvariant())} in HEALTHCHECK (try CMD)";
        }

        if (healthcheck.Arguments.Length == 1)
        {
            return "Missing command after HEALTHCHECK CMD";
        }

        return healthcheck.FlagValue("retries") is { Length: > 0 } retries
            && !(int.TryParse(retries, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= 0)
            ? $"--retries is not a number from 0 up: {retries}"
            : null;
    }

    private static string? Onbuild(OnbuildInstruction onbuild)
    {
        if (onbuild.Arguments.IsEmpty && onbuild.Trigger is null)
        {
            return AtLeastOne(onbuild);
        }

        return onbuild.Trigger switch
        {
            OnbuildInstruction => "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
            FromInstruction or MaintainerInstruction => $"{onbuild.Trigger.Name} isn't allowed as an ONBUILD trigger",
            _ => Flags(onbuild, s_none),
        };
    }

    /// <summary>Names end in <c>?</c> for a boolean and in <c>*</c> for one that may be repeated.</summary>
    private static string? Flags(Instruction instruction, params string[] known)
    {
        for (var i = 0; i < instruction.Flags.Length; i++)
        {
            var flag = instruction.Flags[i];
            var kind = '\0';
            var isKnown = false;
            foreach (var name in known)
            {
                var bare = name.AsSpan().TrimEnd("?*");
                if (bare.SequenceEqual(flag.Name))
                {
                    isKnown = true;
                    kind = bare.Length < name.Length ? name[^1] : '\0';
                }
            }

            if (!isKnown)
            {
                return $"unknown flag: --{flag.Name}";
            }

            if (kind != '*' && instruction.Flags.AsSpan(0, i).ToArray().Any(f => f.Name == flag.Name))
            {
                return $"duplicate flag specified: {flag.Name}";
            }

            if (flag.Value is null ? kind != '?' : kind == '?' && flag.Value.Length == 0)
            {
                return $"missing a value on flag: {flag.Name}";
            }

            if (kind == '?' && flag.Value is not null && !bool.TryParse(flag.Value, out _))
            {
                return $"expecting boolean value for flag {flag.Name}, not: {flag.Value}";
            }
        }

        return null;
    }

    private static string? SomeArguments(Instruction instruction) => instruction.Arguments.IsEmpty ? AtLeastOne(instruction) : null;

    private static string AtLeastOne(Instruction instruction) => $"{instruction.Name} requires at least one argument";

    private static string? ExactlyOne(Instruction instruction) =>
        instruction.Arguments.Length == 1 ? null : $"{instruction.Name} requires exactly one argument";

    private static string? Blank(Instruction instruction, bool isBlank) => isBlank ? $"{instruction.Name} names can not be blank" : null;
}
