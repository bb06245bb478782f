using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalHost.Hosting;

/// <summary>The app's own settings, from the file named by <c>--settings</c>. Paths in it are relative to the file.</summary>
internal sealed record LocalHostSettings
{
    private const string LongestTimerDays = "36500";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Roles that a token may carry.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Timer functions that run on real time though the clock is simulated.</summary>
    public IReadOnlyList<string> RealTimeSchedules { get; init; } = [];

    /// <summary>The file that declares the bus's entities; null for none.</summary>
    public string? BusEntities { get; init; }

    /// <summary>
    /// Settings that the host gives the worker: name to a text with <c>{bus}</c>, <c>{signingKey}</c>, <c>{issuer}</c>,
    /// <c>{audience}</c>, <c>{files}</c> or <c>{longestTimerDays}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <exception cref="HostStartException">The file is missing or not understood.</exception>
    public static LocalHostSettings Read(string path)
    {
        try
        {
            var settings = JsonSerializer.Deserialize<LocalHostSettings>(File.ReadAllBytes(path), Strict)
                ?? throw new JsonException("it is empty.");
            var folder = Path.GetDirectoryName(path)!;
            return settings with { BusEntities = settings.BusEntities is { } file ? Path.GetFullPath(file, folder) : null };
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new HostStartException($"The settings file {path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>The settings with their placeholders filled in; one for which the host has nothing to say is left out.</summary>
    /// <exception cref="HostStartException">A placeholder is unknown.</exception>
    public Dictionary<string, string> EnvironmentFor(string busConnectionString, byte[] signingKey, string files, bool simulatedClock)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["{bus}"] = busConnectionString,
            ["{signingKey}"] = Convert.ToBase64String(signingKey),
            ["{issuer}"] = SigningKey.Issuer,
            ["{audience}"] = SigningKey.Audience,
            // For what the app itself keeps as files: part of the host's state, in no file of the host's.
            ["{files}"] = files,
            // The simulator's timers are of any length. The app itself knows the limit of a storage account's.
            ["{longestTimerDays}"] = simulatedClock ? LongestTimerDays : "",
        };
        return Environment.Select(setting => (setting.Key, Value: values.TryGetValue(setting.Value, out var value)
            ? value
            : throw new HostStartException(
                $"The setting {setting.Key} in the settings file is '{setting.Value}'; "
                + $"it must be one of {string.Join(", ", values.Keys)}.")))
            .Where(static setting => setting.Value.Length > 0)
            .ToDictionary(static setting => setting.Key, static setting => setting.Value, StringComparer.Ordinal);
    }
}
