using Microsoft.AspNetCore.Mvc;

namespace ComplianceHub.Web.Components.Layout;

/// <summary>
/// The reader's choice of light or dark. It lives in a cookie, so that the server can write it on the page's root element before the
/// first paint; without a cookie the style sheet follows <c>prefers-color-scheme</c>.
/// </summary>
public static class ThemeChoice
{
    private const string Cookie = "theme";

    /// <summary><c>light</c>, <c>dark</c>, or null when the reader has not chosen.</summary>
    public static string? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie] : null;
    }

    /// <summary>Maps the form behind the theme button, for browsers that run no script.</summary>
    public static IEndpointConventionBuilder MapThemeChoice(this IEndpointRouteBuilder routes)
    {
        return routes.MapPost("/theme", Choose).DisableAntiforgery().ExcludeFromDescription();
    }

    private static IResult Choose([FromForm] string choice, [FromForm] string? back, HttpContext context)
    {
        if (choice is "light" or "dark")
        {
            // Readable by the script, which writes the same cookie without a round trip.
            context.Response.Cookies.Append(Cookie, choice, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax });
        }

        var path = back is ['/', ..] and not ['/', '/' or '\\', ..] ? back : "/";
        return Results.LocalRedirect(path);
    }
}
