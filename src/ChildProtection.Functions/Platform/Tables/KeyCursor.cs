using System.Text;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>The cursor is not from this list.</summary>
public sealed class InvalidCursorException(string message) : Exception(message);

/// <summary>Cursors of lists that are read by key: the key of the last row shown, in hexadecimal.</summary>
internal static class KeyCursor
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cursor of the page after the row of that key.</summary>
    public static string After(string key) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key));

    /// <summary>The key in a cursor as a caller sent it.</summary>
    /// <exception cref="InvalidCursorException">It holds no key, or none of the list.</exception>
    public static string KeyOf(string cursor, Predicate<string> isOfTheList)
    {
        try
        {
            var key = Strict.GetString(Convert.FromHexString(cursor));
            RowLimits.CheckKey(key, nameof(cursor));
            if (isOfTheList(key))
                return key;
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException or TableLimitException)
        {
            // Refused below, like the key of another list.
        }

        throw new InvalidCursorException("The cursor is not from this list. Leave it out to begin at the first page.");
    }
}
