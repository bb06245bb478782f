using System.Globalization;
using System.Text.Json;

namespace LocalHost.Hosting;

/// <summary>What this host reads of the app's <c>host.json</c>; the durable extension reads its own part.</summary>
internal sealed record HostJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary><c>extensions.http.routePrefix</c>, without slashes at its ends.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary><c>extensions.http.maxConcurrentRequests</c>; null for no limit.</summary>
    public int? MaxConcurrentRequests { get; init; }

    /// <summary><c>extensions.http.maxOutstandingRequests</c>, those that wait included; null for no limit.</summary>
    public int? MaxOutstandingRequests { get; init; }

    /// <summary><c>functionTimeout</c>, real time; infinite where it is -1. Without it half an hour, as on Azure's larger plans.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <param name="appDirectory">The published app's folder. Without a file in it the defaults hold.</param>
    /// <exception cref="HostStartException">The file can't be read; the message says why.</exception>
    public static HostJson Read(string appDirectory)
    {
        var path = Path.Combine(appDirectory, "host.json");
        if (!File.Exists(path))
            return new HostJson();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            var http = Member(document.RootElement, "extensions", "http");
            return new HostJson
            {
                RoutePrefix = (Member(http, "routePrefix")?.GetString() ?? "api").Trim('/'),
                MaxConcurrentRequests = Limit(Member(http, "maxConcurrentRequests")),
                MaxOutstandingRequests = Limit(Member(http, "maxOutstandingRequests")),
                FunctionTimeout = Timeout(Member(document.RootElement, "functionTimeout")?.GetString()),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new HostStartException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    private static int? Limit(JsonElement? element) => element?.GetInt32() is { } limit and > 0 ? limit : null;

    private static TimeSpan Timeout(string? text) => text switch
    {
        null => new HostJson().FunctionTimeout,
        "-1" => System.Threading.Timeout.InfiniteTimeSpan,
        _ => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture),
    };

    private static JsonElement? Member(JsonElement? element, params string[] path)
    {
        foreach (var name in path)
            element = element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;
        return element;
    }
}
