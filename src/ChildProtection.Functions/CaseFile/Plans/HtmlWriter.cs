using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>Writes a page. Every text passes <see cref="Encode"/>, so that no markup from outside reaches it (F23).</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>The names of things on this page.</summary>
    public JsonWords Words { get; init; } = JsonWords.Plain;

    /// <summary>Opens an element, writes its content and closes it.</summary>
    public HtmlWriter In(string element, Action inside, params (string Name, string Value)[] attributes)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
            _text.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');
        _text.Append('>');
        inside();
        _text.Append("</").Append(element).Append(">\n");
        return this;
    }

    public HtmlWriter Element(string element, string text, params (string Name, string Value)[] attributes) =>
        In(element, () => Text(text), attributes);

    /// <summary>A text; its line breaks stay.</summary>
    public void Text(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
            _text.Append(index == 0 ? "" : "<br>").Append(Encode(lines[index]));
    }

    /// <summary>The document around a body.</summary>
    public static string Document(string language, string title, string style, HtmlWriter body) =>
        $"""
        <!DOCTYPE html>
        <html lang="{Encode(language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>{style}</style>
        </head>
        <body>
        <main>
        {body._text}</main>
        </body>
        </html>

        """;

    private static string Encode(string text) => Encoder.Encode(text);
}
