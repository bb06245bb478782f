using System.Text.Json;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>What this host reads of <c>host.json</c>.</summary>
internal sealed record HostJson(string RoutePrefix)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Looks in the content root, then beside the program. Without a file the defaults hold.</summary>
    /// <exception cref="InvalidOperationException">The file is not JSON.</exception>
    public static HostJson Read(string contentRoot)
    {
        var path = new[] { contentRoot, AppContext.BaseDirectory }.Select(folder => Path.Combine(folder, "host.json")).FirstOrDefault(File.Exists);
        if (path is null)
            return new HostJson("api");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return new HostJson((Member(document.RootElement, "extensions", "http", "routePrefix")?.GetString() ?? "api").Trim('/'));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    private static JsonElement? Member(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }
}
