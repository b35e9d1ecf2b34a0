namespace ComplianceHub.Storage.Entities;

/// <summary>One thing that the installation was told, by name.</summary>
public sealed class Setting
{
    /// <summary>Name of the organisation, for the title bar.</summary>
    public const string Organisation = "organisation";

    public required string Key { get; init; }

    public required string Value { get; set; }
}
