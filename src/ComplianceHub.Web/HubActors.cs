namespace ComplianceHub.Web;

/// <summary>Who the audit log names while nobody signs in.</summary>
public static class HubActors
{
    /// <summary>Somebody at a page.</summary>
    public const string Web = "web";
}
