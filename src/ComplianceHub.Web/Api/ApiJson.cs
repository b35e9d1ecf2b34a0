using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComplianceHub.Web.Api;

/// <summary>How the API writes JSON: camel case, enums as words, times in ISO 8601 UTC, scores and points in basis points.</summary>
public static class ApiJson
{
    public static IServiceCollection AddApiJson(this IServiceCollection services)
    {
        return services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
    }
}
