using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Lifecycle;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>Whatever the code cites of the procedure, a reader finds it in docs/procedure.md; the interface's <c>rule</c> too.</summary>
public sealed partial class ProcedurePageTests
{
    private const string Profiles = "src/ChildProtection.Domain/Profiles/Data";

    // This folder holds examples of citations, right and wrong.
    private const string Here = "tests/Architecture/Documents/";

    [Fact]
    public void Sources_EveryCitation_Resolves()
    {
        var cited = (from line in Repository.Lines("src", "tests").Concat(ProfileLines())
                     where !line.Path.StartsWith(Here, StringComparison.Ordinal)
                     from text in Literal().Matches(line.Text).Select(match => match.Value).Append(line.Text)
                     from citation in Citation.In(text)
                     select (line.Place, citation)).ToArray();

        Assert.True(cited.Length > 1000, $"Only {cited.Length} citations were found.");
        Assert.Empty(cited.Where(one => !ProcedurePage.Has(one.citation))
            .Select(one => $"{one.Place} cites {one.citation.Target}; give it an anchor in docs/procedure.md").Distinct());
    }

    [Fact]
    public void Rules_OfEveryEvent_CiteThePage() => Assert.All(EventCatalogue.All, type =>
    {
        var cited = Citation.In(type.Allowed.Rule).ToArray();
        Assert.True(cited.Length > 0, $"The rule of {type.Name}, \"{type.Allowed.Rule}\", cites nothing.");
        Assert.All(cited, one => Assert.True(ProcedurePage.Has(one), $"The rule of {type.Name} cites {one.Target}."));
    });

    [Fact]
    public void Rules_OfEveryRefusal_CiteThePage()
    {
        var rules = (from source in Repository.Sources("src/ChildProtection.Domain")
                     from match in Refusal().Matches(string.Join('\n', source.Lines))
                     select (Place: source.Path, Rule: match.Groups[1].Value)).ToArray();

        Assert.True(rules.Length > 100, $"Only {rules.Length} refusals were found.");
        Assert.Empty(rules.Where(one => !Citation.In(one.Rule).Any()).Select(one => $"{one.Place}: \"{one.Rule}\" cites nothing"));
    }

    [Fact]
    public void Deadlines_Each_HasItsRow() =>
        Assert.Empty(DeadlineKinds.All.Select(kind => kind.Timer).Except(ProcedurePage.Anchors));

    [Fact]
    public void Parameters_Each_HasItsRow()
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, Profiles, "EN-WT2023.json")))!;
        Assert.Empty(profile["parameters"]!.AsObject().Select(parameter => parameter.Key).Except(ProcedurePage.Anchors));
    }

    [Fact]
    public void Anchors_Each_StandOnce() => Assert.Empty(ProcedurePage.Anchors
        .GroupBy(anchor => anchor, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Page_LinksWithinIt_LeadToAnchors()
    {
        var links = Link().Matches(ProcedurePage.Text).Select(match => match.Groups[1].Value);

        Assert.Empty(links.Except(ProcedurePage.Anchors));
    }

    [Theory]
    [InlineData("(E97, S3-99)", "E97", "S3-99")]
    [InlineData("N-97, S3-99", "N-97", "S3-99")]
    [InlineData("\"domain 3.6 C, E12\"", "domain-3.6", "E12")]
    [InlineData("\"domain 9.1, late lunch\"", "domain-9.1", "late-lunch")]
    [InlineData("\"domain 2.3, noSuchNumber\"", "domain-2.3", "noSuchNumber")]
    [InlineData("census rules 8840, 9999", "8840", "9999")]
    [InlineData("census guide 4.9, 4.99", "census-guide-4.9", "census-guide-4.99")]
    public void In_Text_FindsWhatIsCited(string text, string first, string second)
    {
        var found = Citation.In(text).Select(citation => citation.Target);

        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void In_TimeOfDay_FindsNothing() => Assert.Empty(Citation.In("\"at T09:00 on the day\""));

    [Theory]
    [InlineData("E97")]
    [InlineData("S3-99")]
    [InlineData("late-lunch")]
    public void Has_UnknownTarget_IsFalse(string target) => Assert.False(ProcedurePage.Has(new(target)));

    private static IEnumerable<(string Place, string Path, string Text)> ProfileLines() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, Profiles), "*.json").Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        from line in File.ReadLines(file).Index()
        select ($"{path}:{line.Index + 1}", path, line.Item);

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""(?:NotAllowed\(\s*|Invalid\(\s*(?:\$?"[^"]*"|[\w.]+),\s*)"([^"]+)""")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Link();
}
