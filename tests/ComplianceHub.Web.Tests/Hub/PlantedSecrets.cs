namespace ComplianceHub.Web.Tests.Hub;

/// <summary>Values that the sample organisation's repositories and images hold and that nothing of ours may repeat. All are invented and open nothing.</summary>
public static class PlantedSecrets
{
    public static IReadOnlyList<string> All { get; } =
    [
        "AKIAFJELLBYNOTREAL42",
        "AKIAFJELLBYPAY7MADE2",
        "AKIAFJELLBYSTREAM234",
        "Fj3llby/NotARealSecretKey",
        "InventedF0rTheSample",
        "Skrue7-Hylle-44x",
        "7rQv-Lyng2-Hjelm9x",
        "Hylle-Kant-2291",
        "Kasse1!Nattlys",
        "hf_FjellbyInvented",
        "npm_FjellbyMadeUp",
        "mk-5f0b7c19e2a84d63b1f7c0d9e8a25b46",
        "Isbre-4417-Vidde",
        "fjb_sk_9Qm2xT7v",
        "fjb_live_4tXc81Lm",
        "b3BlbnNzaC1rZXktdjEAAAAAINVENTED",
    ];

    public static IEnumerable<string> In(string text)
    {
        return All.Where(secret => text.Contains(secret, StringComparison.Ordinal));
    }
}
