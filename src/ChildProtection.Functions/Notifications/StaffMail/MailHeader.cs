using System.Text;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Values for mail headers. No value can begin a new line, so a message cannot smuggle in a header.</summary>
internal static class MailHeader
{
    // An encoded word has at most 75 characters (RFC 2047, 2); 45 bytes make 60 in base64.
    private const int BytesInWord = 45;
    private const int LongestLocalPart = 64;

    /// <summary>A text as encoded words, folded; plain ASCII letters, digits and a few signs stay as they are.</summary>
    public static string Text(string text)
    {
        var clean = Clean(text);
        if (clean.Length <= 60 && clean.All(character => char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '.'))
            return clean;
        List<string> words = [];
        var word = new StringBuilder();
        var bytes = 0;
        foreach (var rune in clean.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > BytesInWord)
            {
                words.Add(Encoded(word));
                (bytes, word) = (0, new StringBuilder());
            }

            word.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }

        words.Add(Encoded(word));
        return string.Join("\r\n ", words);
    }

    /// <summary>The part of an address before the at sign: letters, digits, dots and dashes.</summary>
    public static string LocalPart(string text)
    {
        var safe = new string([.. text.Select(character => char.IsAsciiLetterOrDigit(character) || character == '-' ? character : '.')]);
        var parts = string.Join('.', safe.Split('.', StringSplitOptions.RemoveEmptyEntries));
        return parts.Length == 0 ? "unknown" : parts[..Math.Min(parts.Length, LongestLocalPart)].TrimEnd('.');
    }

    /// <summary>One line: control characters, line and paragraph separators become spaces.</summary>
    public static string Clean(string text) =>
        new([.. text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)]);

    private static string Encoded(StringBuilder word) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=";
}
