using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace FunctionsWorker.Tests;

/// <summary>JSON in and out of the admin routes.</summary>
internal static class AdminClient
{
    public static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(this TestApp app, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        var response = await app.Http.PostAsync(path, content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public static async Task<JsonNode> GetAsync(this TestApp app, string path) => JsonNode.Parse(await app.Http.GetStringAsync(path))!;

    /// <summary>Fails unless the clock moved.</summary>
    public static async Task<JsonNode> AdvanceAsync(this TestApp app, string by)
    {
        var (status, body) = await app.PostAsync("/admin/clock", $$"""{ "advanceBy": "{{by}}" }""");
        return status == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{status}: {body}");
    }
}
