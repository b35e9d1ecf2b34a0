namespace ComplianceHub.Storage.Entities;

/// <summary>State of a finding, as exports name it.</summary>
public enum FindingStatus
{
    Open = 0,
    Waived = 1,

    /// <summary>The author's evidence is missing.</summary>
    Unknown = 2,

    /// <summary>Our evidence is missing.</summary>
    NotCollected = 3,
}
