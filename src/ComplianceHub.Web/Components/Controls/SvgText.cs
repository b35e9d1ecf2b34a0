using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>An SVG text element, whose name Razor keeps for itself.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public string? Of { get; set; }

    /// <summary><c>x</c>, <c>y</c>, <c>dx</c>, <c>text-anchor</c>, <c>class</c> …</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddMultipleAttributes(1, Attributes?.Select(pair => pair));
        builder.AddContent(2, Of);
        builder.CloseElement();
    }
}
