using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Text;

/// <summary>Reads words; writes them only where <paramref name="withhold"/> is false.</summary>
public sealed class FreeTextJsonConverter(bool withhold) : JsonConverter<FreeText>
{
    /// <summary>The form of the record store: words are written.</summary>
    public FreeTextJsonConverter() : this(withhold: false)
    {
    }

    public override FreeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A text is expected."));

    public override void Write(Utf8JsonWriter writer, FreeText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(withhold ? "" : value.Words);
}
