using System.Globalization;
using System.Text;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>
/// JSON in plain ASCII: every other character as an escape. Azurite decodes a body piece by piece and breaks a character that lies across
/// two pieces (64 KiB); an escape cannot be broken.
/// </summary>
internal static class AsciiJson
{
    public static ReadOnlyMemory<byte> Escape(ReadOnlyMemory<byte> json)
    {
        if (Ascii.IsValid(json.Span))
            return json;
        var text = Encoding.UTF8.GetString(json.Span);
        var escaped = new StringBuilder(text.Length + 64);
        foreach (var character in text)
        {
            if (char.IsAscii(character))
                escaped.Append(character);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
        }

        return Encoding.ASCII.GetBytes(escaped.ToString());
    }
}
