using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Application properties as stored: a JSON object whose values begin with a letter for their type. Letters are stored: never change one, only add.</summary>
internal static class PropertyText
{
    public static string Write(IReadOnlyDictionary<string, object> properties) =>
        JsonSerializer.Serialize(properties.ToDictionary(static pair => pair.Key, static pair => Write(pair.Value)));

    public static Dictionary<string, object> Read(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(text)!.ToDictionary(static pair => pair.Key, static pair => Read(pair.Key, pair.Value));

    /// <exception cref="SerializationException">A type that the service does not carry.</exception>
    public static string Write(object value) => value switch
    {
        string text => "s" + text,
        bool truth => truth ? "b1" : "b0",
        int number => Invariant($"i{number}"),
        long number => Invariant($"l{number}"),
        double number => Invariant($"d{number:R}"),
        decimal number => Invariant($"m{number}"),
        Guid guid => Invariant($"g{guid}"),
        DateTimeOffset instant => Invariant($"o{instant.UtcTicks}"),
        DateTime instant => Invariant($"t{instant.ToUniversalTime().Ticks}"),
        TimeSpan span => Invariant($"p{span.Ticks}"),
        _ => throw new SerializationException(
            $"An application property has the type {value?.GetType().Name ?? "null"}, which the bus does not carry; use text, a number, a truth value, a GUID, a date or a duration."),
    };

    private static object Read(string name, string text) => text[0] switch
    {
        's' => text[1..],
        'b' => text == "b1",
        'i' => int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'l' => Ticks(text),
        'd' => double.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'm' => decimal.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
        'g' => Guid.Parse(text.AsSpan(1)),
        'o' => new DateTimeOffset(Ticks(text), TimeSpan.Zero),
        't' => new DateTime(Ticks(text), DateTimeKind.Utc),
        'p' => new TimeSpan(Ticks(text)),
        _ => throw new BusStoreException($"The stored property '{name}' has a type that this build does not know. Run a build at least as new as the one that wrote it."),
    };

    private static long Ticks(string text) => long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
