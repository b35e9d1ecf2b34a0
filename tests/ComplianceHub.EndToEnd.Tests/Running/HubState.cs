using System.Text.Json;
using System.Text.RegularExpressions;
using ComplianceHub.TestKit;

namespace ComplianceHub.EndToEnd.Tests.Running;

/// <summary>What a running hub says of itself over HTTP.</summary>
internal static partial class HubState
{
    private static readonly TimeSpan s_crawlLimit = TimeSpan.FromMinutes(4);

    /// <summary>Returns when that many sources were crawled and everything is graded.</summary>
    public static Task WaitUntilIdle(this HubProcess hub, int sources) =>
        Eventually.True(
            async () =>
            {
                var states = StateTag().Matches(await hub.Http.GetStringAsync("/sources")).Select(m => m.Groups[1].Value).ToList();
                return states.Count == sources && states.TrueForAll(s => s is "ok" or "crit");
            },
            s_crawlLimit,
            $"{sources} sources are crawled and graded",
            () => hub.Log);

    public static async Task<JsonElement> GetJson(this HubProcess hub, string path)
    {
        using var document = JsonDocument.Parse(await hub.Http.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    [GeneratedRegex("""<span class="tag (ok|crit|go|out|med)">""")]
    private static partial Regex StateTag();
}
