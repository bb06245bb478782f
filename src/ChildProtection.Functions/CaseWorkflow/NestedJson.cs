using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// A text that is JSON itself is written as the JSON it is. As a text within JSON each of its quotation marks would become six letters, and
/// a case's state consists of them for a good part. A text is still read, since releases before 1.0 left such histories.
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

    // Every writer of such a text is a serializer: looking through it once more would find nothing.
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value, skipInputValidation: true);
}
