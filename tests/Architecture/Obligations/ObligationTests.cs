using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace ChildProtection.Tests.Architecture.Obligations;

/// <summary>Which numbered obligations of the procedure a test proves, and which none does yet. The second list only shrinks.</summary>
public sealed partial class ObligationTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Architecture/Obligations");
    private static readonly Obligation[] All =
        JsonSerializer.Deserialize<Obligation[]>(File.ReadAllText(Path.Combine(Folder, "obligations.json")), JsonSerializerOptions.Web)!;

    [Fact]
    public void Marks_InTests_NameKnownObligations() =>
        Assert.Empty(Marked().Where(mark => All.All(one => one.Id != mark.Id)).Select(mark => $"{mark.Place}: there is no obligation {mark.Id}"));

    [Fact]
    public void List_Obligations_IsTheWholeTable()
    {
        // Domain 1.5: 44, 53, 32, 69 and 24 rows, of which 5 only give context; seven of S3 lost their list in the source.
        Assert.Equal([44, 53, 32, 69, 24], All.GroupBy(one => one.Id[..2]).Select(source => source.Count()));
        Assert.Equal(All.Select(one => one.Id).Distinct().Order(StringComparer.Ordinal), All.Select(one => one.Id));
        Assert.Equal((217, 7), (All.Count(one => one.Normative), All.Count(one => one.ListLost)));
    }

    [Fact]
    public void WithoutTest_List_OnlyShrinks()
    {
        var marked = Marked().Select(mark => mark.Id).ToHashSet();
        var without = All.Where(one => one.Normative && !marked.Contains(one.Id)).ToArray();
        output.WriteLine($"{All.Count(one => one.Normative) - without.Length} obligations are proved by a test, {without.Length} are not:");
        foreach (var one in without)
            output.WriteLine($"{one.Id} {one.Title}");
        var listed = File.ReadAllLines(Path.Combine(Folder, "without-test.txt")).Where(line => line.Length > 0).Select(line => line.Split(' ')[0]).ToArray();
        Assert.True(!without.Select(one => one.Id).Except(listed).Any(),
            $"These lost their test; give them one again: {string.Join(", ", without.Select(one => one.Id).Except(listed))}");
        Assert.True(!listed.Except(without.Select(one => one.Id)).Any(),
            $"These have a test now; take them out of without-test.txt: {string.Join(", ", listed.Except(without.Select(one => one.Id)))}");
    }

    private static IEnumerable<(string Id, string Place)> Marked() =>
        from line in Repository.Lines("tests")
        where !line.Path.StartsWith("tests/Architecture/", StringComparison.Ordinal)
        from Match mark in Mark().Matches(line.Text)
        select (mark.Groups[1].Value, line.Place);

    [GeneratedRegex("""\bObligation\("([^"]*)"\)""")]
    private static partial Regex Mark();

    private sealed record Obligation
    {
        public required string Id { get; init; }

        public required string Title { get; init; }

        public required bool Normative { get; init; }

        /// <summary>The source refers to a list that its copy does not have.</summary>
        public bool ListLost { get; init; }
    }
}
