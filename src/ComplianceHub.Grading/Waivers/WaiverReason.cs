namespace ComplianceHub.Grading.Waivers;

/// <summary>Why a finding is waived: a fixed vocabulary, so that a register can be counted. What is special about the case is said in words beside it.</summary>
public enum WaiverReason
{
    /// <summary>What the rule says does not hold here.</summary>
    FalsePositive,

    /// <summary>Something else takes the risk away.</summary>
    Mitigated,

    /// <summary>The repair is planned and has its date.</summary>
    RepairPlanned,

    /// <summary>The repair has to come from somebody else.</summary>
    WaitsForUpstream,

    /// <summary>The image is going out of use.</summary>
    Retiring,

    /// <summary>The risk is known, and the organisation bears it.</summary>
    RiskAccepted,
}
