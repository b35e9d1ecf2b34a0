using MudBlazor;

namespace ComplianceHub.Web.Components.Layout;

/// <summary>
/// MudBlazor's theme: type and measures only. Its colours are replaced in app.css by the product's own variables (<c>--mud-palette-*</c>
/// there), because those follow the reader's light or dark before any circuit runs, and are written down once.
/// </summary>
public static class HubTheme
{
    private static readonly string[] s_sans = ["Archivo Variable", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "208px", AppbarHeight = "52px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = s_sans, FontSize = "14px", LineHeight = "20px", FontWeight = "430", LetterSpacing = "0" },
            H1 = new H1Typography { FontFamily = s_sans, FontSize = "25px", LineHeight = "31px", FontWeight = "660", LetterSpacing = "-.012em" },
            H2 = new H2Typography { FontFamily = s_sans, FontSize = "16px", LineHeight = "22px", FontWeight = "660", LetterSpacing = "-.004em" },
            H3 = new H3Typography { FontFamily = s_sans, FontSize = "14px", LineHeight = "20px", FontWeight = "640", LetterSpacing = "0" },
            H6 = new H6Typography { FontFamily = s_sans, FontSize = "16px", LineHeight = "22px", FontWeight = "660", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = s_sans, FontSize = "14px", LineHeight = "20px", FontWeight = "430", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = s_sans, FontSize = "12.5px", LineHeight = "18px", FontWeight = "430", LetterSpacing = "0" },
            Button = new ButtonTypography
            {
                FontFamily = s_sans, FontSize = "13.5px", LineHeight = "20px", FontWeight = "580", LetterSpacing = "0", TextTransform = "none",
            },
        },
    };
}
