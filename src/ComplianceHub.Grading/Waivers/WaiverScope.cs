namespace ComplianceHub.Grading.Waivers;

/// <summary>What a waiver covers. Narrowest first.</summary>
public enum WaiverScope
{
    /// <summary>One finding of one Image.</summary>
    Finding,

    /// <summary>All findings of a rule on one Image.</summary>
    Image,

    /// <summary>All findings of a rule in Dockerfiles whose <c>repository/path</c> a glob takes.</summary>
    Path,

    /// <summary>All findings of a rule on the Images of a team.</summary>
    Team,
}
