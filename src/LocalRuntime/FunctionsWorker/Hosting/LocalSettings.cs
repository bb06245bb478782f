using System.Text.Json;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>The <c>Values</c> of <c>local.settings.json</c> as configuration; a double underscore parts sections, as in the environment.</summary>
internal static class LocalSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="InvalidOperationException">The file is not JSON, or its values are encrypted.</exception>
    public static Dictionary<string, string?> Read(string contentRoot)
    {
        var path = Path.Combine(contentRoot, "local.settings.json");
        if (!File.Exists(path))
            return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            if (document.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
                throw new InvalidOperationException("its values are encrypted; decrypt them and set IsEncrypted to false.");
            return document.RootElement.TryGetProperty("Values", out var values)
                ? values.EnumerateObject().ToDictionary(
                    value => value.Name.Replace("__", ":", StringComparison.Ordinal), string? (value) => value.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidOperationException($"{path} can't be read: {exception.Message}", exception);
        }
    }
}
