using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>A block of code on docs/add-an-event.md, and where it goes: a file of its own, or beside a line that is there.</summary>
internal sealed partial record Tutorial(string Path, string? Beside, bool Above, string Code)
{
    public static IReadOnlyList<Tutorial> Blocks(string page) =>
        [
            .. Block()
                .Matches(page)
                .Select(match => new Tutorial(
                    match.Groups["path"].Value,
                    match.Groups["line"].Success ? match.Groups["line"].Value : null,
                    match.Groups["where"].Value == "above",
                    match.Groups["code"].Value)),
        ];

    /// <summary>Does to the file what the page says.</summary>
    /// <param name="file">Where the file lies in a copy of the sources.</param>
    public void Apply(string file)
    {
        if (Beside is null)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Code);
            return;
        }

        var lines = File.ReadAllLines(file).ToList();
        var at = Assert.Single(lines.Index(), line => line.Item.Trim() == Beside).Index;
        lines.Insert(Above ? at : at + 1, Code.TrimEnd('\n'));
        File.WriteAllLines(file, lines);
    }

    [GeneratedRegex(
        @"^(?:New file|In) `(?<path>[^`]+)`(?:, (?<where>above|below) `(?<line>[^`]+)`)?:\n\n```\w+\n(?<code>.*?)```",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
