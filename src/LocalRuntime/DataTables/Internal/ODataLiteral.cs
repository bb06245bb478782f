using System.Globalization;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Values inside a filter. Quoting happens here and nowhere else, so that a value can never become part of the expression.</summary>
internal static class ODataLiteral
{
    /// <exception cref="ArgumentException">The type has no literal form.</exception>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        char character => Quote(character.ToString()),
        bool truth => truth ? "true" : "false",
        int or short or byte or sbyte or ushort => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long or uint => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        double number => Number(number),
        float number => Number(number),
        Guid guid => $"guid'{guid:D}'",
        DateTimeOffset offset => Moment(offset.UtcDateTime),
        DateTime time => Moment(time.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        _ => throw new ArgumentException($"A {value.GetType()} cannot stand in a table filter. Use string, bool, a number, Guid, DateTime, DateTimeOffset or bytes.", nameof(value)),
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Without a point or an exponent the service would take the literal for an Int32.
    private static string Number(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') || !double.IsFinite(number) ? text : text + ".0";
    }

    private static string Moment(DateTime utc) => $"datetime'{utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)}'";
}
