using System.Globalization;
using System.Text.Json;
using ChildProtection.LocalRuntime.FunctionsWorker.Bus;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>What this host reads of <c>host.json</c>.</summary>
internal sealed record HostJson(string RoutePrefix, BusConcurrency Bus)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Looks in the content root, then beside the program. Without a file the defaults hold.</summary>
    /// <exception cref="InvalidOperationException">The file is not JSON.</exception>
    public static HostJson Read(string contentRoot)
    {
        var path = new[] { contentRoot, AppContext.BaseDirectory }.Select(folder => Path.Combine(folder, "host.json")).FirstOrDefault(File.Exists);
        if (path is null)
            return new HostJson("api", new BusConcurrency());
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return new HostJson(
                (Member(document.RootElement, "extensions", "http", "routePrefix")?.GetString() ?? "api").Trim('/'), Concurrency(document.RootElement));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidOperationException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    private static BusConcurrency Concurrency(JsonElement root)
    {
        JsonElement? Setting(string name) => Member(root, "extensions", "serviceBus", name);
        var defaults = new BusConcurrency();
        return new()
        {
            AutoCompleteMessages = Setting("autoCompleteMessages")?.GetBoolean() ?? defaults.AutoCompleteMessages,
            MaxConcurrentCalls = AtLeastOne(Setting("maxConcurrentCalls")?.GetInt32() ?? defaults.MaxConcurrentCalls),
            MaxConcurrentSessions = AtLeastOne(Setting("maxConcurrentSessions")?.GetInt32() ?? defaults.MaxConcurrentSessions),
            MaxAutoLockRenewalDuration = Setting("maxAutoLockRenewalDuration")?.GetString() is { } text
                ? TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture)
                : defaults.MaxAutoLockRenewalDuration,
        };
    }

    private static int AtLeastOne(int number) => number > 0
        ? number
        : throw new InvalidOperationException($"extensions.serviceBus holds a limit of {number}; a limit is 1 or more.");

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
