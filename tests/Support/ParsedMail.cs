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
    public string ToName => Decoded(Headers["To"][..Headers["To"].LastIndexOf(" <", StringComparison.Ordinal)].Trim('"'));

    public string Subject => Decoded(Headers["Subject"]);

    public DateTimeOffset Date => DateTimeOffset.ParseExact(Headers["Date"], "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>The notices in it: for each its title, and its fields, one a line.</summary>
    public IReadOnlyList<(string Title, IReadOnlyDictionary<string, string> Fields)> Notices =>
    [
        .. Body.Split("\r\n\r\n").Select(paragraph => paragraph.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            .Where(lines => lines.Length > 2)
            .Select(lines => (lines[0], (IReadOnlyDictionary<string, string>)lines[1..].Select(line => line.Split(": ", 2))
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal))),
    ];

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
        var text = word.Groups["text"].Value;
        var bytes = word.Groups["form"].Value is "B" or "b" ? Convert.FromBase64String(text) : Quoted(text);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    });

    /// <summary>The Q encoding: a sign stands for itself, an underscore for a blank, and =XX for a byte.</summary>
    private static byte[] Quoted(string text)
    {
        List<byte> bytes = [];
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '=')
                (bytes, index) = ([.. bytes, Convert.ToByte(text.Substring(index + 1, 2), 16)], index + 2);
            else
                bytes.Add(text[index] == '_' ? (byte)' ' : (byte)text[index]);
        }

        return [.. bytes];
    }

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

    [GeneratedRegex("^(?:(?:\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z0-9.=?/+_*!-]+) )+<(?<address>[^<>@\\s,]+@[^<>@\\s,]+)>$")]
    private static partial Regex OneMailbox();

    [GeneratedRegex("^<[^<>@\\s]+@[^<>@\\s]+>$")]
    private static partial Regex MessageId();

    // White space between two encoded words is not part of the text.
    [GeneratedRegex(@"(?<=\?=) +(?==\?utf-8\?[BQ]\?)", RegexOptions.IgnoreCase)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?(?<form>[BQ])\?(?<text>[!->@-~]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
