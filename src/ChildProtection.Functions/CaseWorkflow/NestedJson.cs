using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Writes a text that is JSON as JSON. As a text within JSON, each of its quotation marks would take six letters, and a case's state has
/// many. Texts can still be read, because releases before 1.0 left such histories.
/// </summary>
internal sealed class NestedJson : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    // A serializer wrote the text, so it needs no further check.
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value, skipInputValidation: true);
}
