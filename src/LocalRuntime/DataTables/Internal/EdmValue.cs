using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The eight types of a column, between .NET values and the JSON of the Table protocol (minimal metadata).</summary>
internal static class EdmValue
{
    public const string TypeSuffix = "@odata.type";

    /// <summary>A value in the form in which it is stored; null stays null.</summary>
    /// <exception cref="NotSupportedException">The type has no column type, or the time is not UTC.</exception>
    public static object? Normalise(string name, object? value) => value switch
    {
        null or string or bool or int or long or double or Guid or byte[] => value,
        DateTime { Kind: DateTimeKind.Utc } => value,
        DateTime time => throw new NotSupportedException(
            $"The property '{name}' holds a DateTime of kind {time.Kind}; a table stores UTC only. Use ToUniversalTime() or a DateTimeOffset."),
        DateTimeOffset offset => offset.UtcDateTime,
        BinaryData data => data.ToArray(),
        Enum member => member.ToString(),
        _ => throw new NotSupportedException(
            $"The property '{name}' is a {value.GetType()}, which a table cannot store. Use string, int, long, double, bool, DateTime, DateTimeOffset, Guid, byte[], BinaryData or an enum."),
    };

    /// <summary>Writes a normalised value, with its type where JSON alone would not tell it.</summary>
    public static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                WriteType(json, name, "Edm.Double");
                json.WriteNumber(name, number);
                break;
            case double number:
                Annotated(json, name, "Edm.Double", double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case long number:
                Annotated(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                Annotated(json, name, "Edm.DateTime", time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                Annotated(json, name, "Edm.Guid", guid.ToString("D"));
                break;
            case byte[] bytes:
                WriteType(json, name, "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            default:
                throw new InvalidOperationException($"The property '{name}' was not normalised before it was written: {value.GetType()}.");
        }
    }

    /// <summary>Reads a value; null when the service sent none.</summary>
    public static object? Read(JsonElement value, string? type) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("Edm.Int64", JsonValueKind.String) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Int64", _) => value.GetInt64(),
        ("Edm.DateTime", _) => value.GetDateTimeOffset().ToUniversalTime(),
        ("Edm.Guid", _) => value.GetGuid(),
        ("Edm.Binary", _) => value.GetBytesFromBase64(),
        ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Double", _) => value.GetDouble(),
        (_, JsonValueKind.String) => value.GetString(),
        (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (_, JsonValueKind.Number) => value.TryGetInt32(out var whole) ? (object)whole : value.GetDouble(),
        _ => throw new JsonException($"A property of type {type ?? "(none)"} came as {value.ValueKind}; the Table protocol has no such value."),
    };

    /// <summary>A stored value as a property's type.</summary>
    /// <exception cref="InvalidOperationException">The stored value is of a type that does not fit.</exception>
    public static object ConvertTo(Type target, object value, MemberInfo member)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (type.IsInstanceOfType(value))
            return value;
        return value switch
        {
            int number when type == typeof(long) => (long)number,
            int number when type == typeof(double) => (double)number,
            DateTimeOffset offset when type == typeof(DateTime) => offset.UtcDateTime,
            byte[] bytes when type == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            string text when type.IsEnum && Enum.TryParse(type, text, out var named) => named!,
            _ => throw new InvalidOperationException(
                $"The property '{member.DeclaringType?.Name}.{member.Name}' is a {type.Name}, but the table holds a {value.GetType().Name}. Change the property's type, or migrate the rows."),
        };
    }

    private static void Annotated(Utf8JsonWriter json, string name, string type, string value)
    {
        WriteType(json, name, type);
        json.WriteString(name, value);
    }

    private static void WriteType(Utf8JsonWriter json, string name, string type) => json.WriteString(name + TypeSuffix, type);
}
