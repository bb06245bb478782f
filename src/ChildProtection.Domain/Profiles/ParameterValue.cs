using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Profiles;

/// <summary>A number, a list of numbers, a code or yes/no; exactly one of them is set. In JSON it is the bare value.</summary>
[JsonConverter(typeof(ParameterValueConverter))]
public sealed record ParameterValue
{
    public int? Number { get; private init; }

    public IReadOnlyList<int>? Numbers { get; private init; }

    public string? Code { get; private init; }

    public bool? Flag { get; private init; }

    public static ParameterValue Of(int number) => new() { Number = number };

    public static ParameterValue Of(IReadOnlyList<int> numbers) => new() { Numbers = numbers };

    public static ParameterValue Of(string code) => new() { Code = code };

    public static ParameterValue Of(bool flag) => new() { Flag = flag };

    public override string ToString() =>
        Number?.ToString(CultureInfo.InvariantCulture)
        ?? Code
        ?? (Flag is { } flag ? (flag ? "yes" : "no") : string.Join(", ", Numbers ?? []));

    private sealed class ParameterValueConverter : JsonConverter<ParameterValue>
    {
        public override ParameterValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => Of(reader.GetInt32()),
                JsonTokenType.String => Of(reader.GetString()!),
                JsonTokenType.True or JsonTokenType.False => Of(reader.GetBoolean()),
                JsonTokenType.StartArray => Of(JsonSerializer.Deserialize<int[]>(ref reader, options)!),
                _ => throw new JsonException("A parameter's value is a whole number, a list of whole numbers, a code or true/false."),
            };

        public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options)
        {
            object bare =
                value.Number is { } number ? number
                : value.Flag is { } flag ? flag
                : value.Code is { } code ? code
                : value.Numbers!;
            JsonSerializer.Serialize(writer, bare, options);
        }
    }
}
