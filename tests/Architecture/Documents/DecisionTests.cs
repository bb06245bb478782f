using System.Globalization;
using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>Decision records have a form in which a reader finds what holds: number, status, date, why, what, and what follows.</summary>
public sealed partial class DecisionTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs/decisions");

    private static readonly string[] Names =
        [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Records { get; } = [.. Names];

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_Each_HasItsParts(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        Assert.StartsWith($"# {name[..4]}: ", text, StringComparison.Ordinal);
        Assert.Matches(Status(), text);
        string[] parts = ["Context", "Decision", "Consequence"];
        Assert.All(parts, part => Assert.Contains($"\n**{part}.**", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Records_Numbers_HaveNoGap() => Assert.Equal(
        Enumerable.Range(1, Names.Length), Names.Select(name => int.Parse(name[..4], CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\nStatus: (accepted|superseded by \[\d{4}\]\(\d{4}-[a-z-]+\.md\) on \d{4}-\d\d-\d\d)\. Date: \d{4}-\d\d-\d\d\.")]
    private static partial Regex Status();
}
