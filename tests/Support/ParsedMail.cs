using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Support;

/// <summary>
/// A mail read as its receiver reads it, without mercy: RFC 5322 (headers, folding, dates, addresses), RFC 2045 (MIME) and RFC 2047
/// (encoded words).
/// </summary>
internal sealed partial record ParsedMail(IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int LongestLine = 998;
    private const int LongestEncodedWord = 75;

    public MailAddress From => Mailbox(Headers["From"]);

    public MailAddress To => Mailbox(Headers["To"]);

    /// <summary>The recipient's name as it is shown.</summary>
    public string ToName => Decoded(Headers["To"][..Headers["To"].LastIndexOf(" <", StringComparison.Ordinal)]);

    public string Subject => Decoded(Headers["Subject"]);

    public DateTimeOffset Date => DateTimeOffset.ParseExact(Headers["Date"], "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>The fields of the text, one a line after its title.</summary>
    public IReadOnlyDictionary<string, string> Fields => Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <exception cref="FormatException">It is no mail.</exception>
    public static ParsedMail Read(byte[] bytes)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Require(!BareBreak().IsMatch(text), "a line break that is not CRLF");
        Require(text.Split("\r\n").All(line => Encoding.UTF8.GetByteCount(line) <= LongestLine), "a line too long to be sent");
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Require(end > 0, "no end of the headers");
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var header in Fold().Replace(text[..end], " ").Split("\r\n"))
        {
            var match = Header().Match(header);
            Require(match.Success && header.All(char.IsAscii), $"no header: {header}");
            Require(headers.TryAdd(match.Groups["name"].Value, match.Groups["value"].Value), $"twice: {header}");
        }

        Require(headers["MIME-Version"] == "1.0" && headers["Content-Transfer-Encoding"] == "8bit", "no MIME of 8 bits");
        var type = new ContentType(headers["Content-Type"]);
        Require(type.MediaType == "text/plain" && type.CharSet == "utf-8", $"not plain text: {type}");
        Require(MessageId().IsMatch(headers["Message-ID"]), "no message id");
        var mail = new ParsedMail(headers, text[(end + 4)..]);
        // Each throws where it cannot be read: several addresses are not one.
        _ = (mail.From, mail.To, mail.Date);
        return mail;
    }

    /// <summary>One mailbox: a name of atoms or encoded words, which are read only after the address is found (RFC 2047, 5).</summary>
    private static MailAddress Mailbox(string value)
    {
        var match = OneMailbox().Match(value);
        Require(match.Success, $"not one mailbox: {value}");
        return new MailAddress(match.Groups["address"].Value);
    }

    private static string Decoded(string value) => EncodedWord().Replace(BetweenWords().Replace(value, ""), word =>
    {
        Require(word.Length <= LongestEncodedWord, $"an encoded word too long: {word.Value}");
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(word.Groups["text"].Value));
    });

    private static void Require(bool holds, string fault)
    {
        if (!holds)
            throw new FormatException($"The mail has {fault}.");
    }

    [GeneratedRegex("(?<!\r)\n|\r(?!\n)")]
    private static partial Regex BareBreak();

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("^(?<name>[!-9;-~]+): (?<value>.+)$", RegexOptions.Singleline)]
    private static partial Regex Header();

    [GeneratedRegex("^[A-Za-z0-9 .=?/+-]+ <(?<address>[^<>@\\s,]+@[^<>@\\s,]+)>$")]
    private static partial Regex OneMailbox();

    [GeneratedRegex("^<[^<>@\\s]+@[^<>@\\s]+>$")]
    private static partial Regex MessageId();

    // White space between two encoded words is not part of the text.
    [GeneratedRegex(@"(?<=\?=) +(?==\?utf-8\?B\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[A-Za-z0-9+/=]*)\?=")]
    private static partial Regex EncodedWord();
}
