using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests;

/// <summary>JSON in and out of the admin routes.</summary>
internal static class HostClient
{
    public static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(this FunctionsHost host, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        var response = await host.Http.PostAsync(path, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public static async Task<JsonNode> GetAsync(this FunctionsHost host, string path)
        => JsonNode.Parse(await host.Http.GetStringAsync(path))!;

    /// <summary>Fails unless the clock moved.</summary>
    public static async Task<JsonNode> AdvanceAsync(this FunctionsHost host, string by)
    {
        var (status, body) = await host.PostAsync("/admin/clock", $$"""{ "advanceBy": "{{by}}" }""");
        return status == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{status}: {body}");
    }
}
