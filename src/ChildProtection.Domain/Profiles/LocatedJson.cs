using System.Text;
using System.Text.Json;

namespace ChildProtection.Domain.Profiles;

/// <summary>
/// A JSON value that remembers where it stood, so that a fault can name its line. The framework's own document forgets lines and
/// duplicates.
/// </summary>
internal sealed record LocatedJson(JsonValueKind Kind, string Pointer, int Line)
{
    public string? Text { get; private init; }

    public int? Integer { get; private init; }

    public IReadOnlyList<LocatedJson> Items { get; private init; } = [];

    /// <summary>In file order; a name that stands twice is here twice.</summary>
    public IReadOnlyList<KeyValuePair<string, LocatedJson>> Members { get; private init; } = [];

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static LocatedJson Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        var root = Read(ref reader, bytes, "");
        // One more step refuses what follows the root value.
        reader.Read();
        return root;
    }

    private static LocatedJson Read(ref Utf8JsonReader reader, byte[] bytes, string pointer)
    {
        var line = 1 + bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonValueKind.Object, pointer, line) { Members = ReadMembers(ref reader, bytes, pointer) },
            JsonTokenType.StartArray => new(JsonValueKind.Array, pointer, line) { Items = ReadItems(ref reader, bytes, pointer) },
            JsonTokenType.String => new(JsonValueKind.String, pointer, line) { Text = reader.GetString() },
            JsonTokenType.Number => new(JsonValueKind.Number, pointer, line)
            {
                Integer = reader.TryGetInt32(out var number) ? number : null,
            },
            JsonTokenType.True => new(JsonValueKind.True, pointer, line),
            JsonTokenType.False => new(JsonValueKind.False, pointer, line),
            _ => new(JsonValueKind.Null, pointer, line),
        };
    }

    private static List<KeyValuePair<string, LocatedJson>> ReadMembers(ref Utf8JsonReader reader, byte[] bytes, string pointer)
    {
        var members = new List<KeyValuePair<string, LocatedJson>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            members.Add(new(name, Read(ref reader, bytes, $"{pointer}/{escaped}")));
        }

        return members;
    }

    private static List<LocatedJson> ReadItems(ref Utf8JsonReader reader, byte[] bytes, string pointer)
    {
        var items = new List<LocatedJson>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, bytes, $"{pointer}/{items.Count}"));
        }

        return items;
    }
}
