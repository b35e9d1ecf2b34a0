namespace ComplianceHub.Web.Components.Controls;

/// <summary>18, 24, 34 or 52 px.</summary>
public enum PlateSize
{
    /// <summary>Two-line rows and chart margins.</summary>
    Small,

    /// <summary>List rows.</summary>
    Normal,

    Medium,

    /// <summary>Beside the page's figure.</summary>
    Large,
}
