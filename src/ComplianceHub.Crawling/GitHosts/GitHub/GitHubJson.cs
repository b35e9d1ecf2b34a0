using System.Text.Json;
using Octokit.Internal;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>Reads our own answers with the platform's reader and Octokit's models with Octokit's: large trees are our own.</summary>
internal sealed class GitHubJson : IJsonSerializer
{
    private static readonly SimpleJsonSerializer s_octokit = new();

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);

    public string Serialize(object item) => s_octokit.Serialize(item);

    public T Deserialize<T>(string json) => typeof(T).Assembly == typeof(GitHubJson).Assembly
        ? JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null")
        : s_octokit.Deserialize<T>(json);
}
