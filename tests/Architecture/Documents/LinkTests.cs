using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>What a page links to, or names as a place in the sources, is there.</summary>
public sealed partial class LinkTests
{
    /// <summary>Pages that lead a newcomer through the sources by their paths.</summary>
    private static readonly string[] Guides = ["CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md", "docs/procedure.md"];

    /// <summary>Where the paths of a guide begin.</summary>
    private static readonly string[] Bases = ["", "src/ChildProtection.Functions", "src/ChildProtection.Domain"];

    public static TheoryData<string> Pages { get; } = [.. Files().Order(StringComparer.Ordinal)];

    public static TheoryData<string> GuidePages { get; } = [.. Guides];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_ItsLinks_LeadSomewhere(string page)
    {
        string[] links = [.. Link().Matches(Prose(page)).Select(match => match.Groups[1].Value)];

        string[] broken = [.. links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link))];

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(GuidePages))]
    public void Guide_PathsInTheSources_AreThere(string page)
    {
        string[] paths = [.. SourcePath().Matches(Prose(page)).Select(match => match.Groups[1].Value)];

        string[] missing = [.. paths.Where(path => !Bases.Any(folder => Exists(Path.Combine(Repository.Root, folder, path))))];

        Assert.Empty(missing);
    }

    [Fact]
    public void Leads_NowhereOrToNoHeading_IsFalse()
    {
        Assert.False(Leads("docs/architecture.md", "nowhere.md"));
        Assert.False(Leads("docs/architecture.md", "glossary.md#no-such-heading"));
        Assert.True(Leads("docs/architecture.md", "../CONTRIBUTING.md#add-an-event"));
    }

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        if (!Exists(Path.Combine(Repository.Root, target)))
            return false;
        return parts.Length == 1 || Path.GetExtension(target) != ".md" || Anchors(target).Contains(parts[1]);
    }

    /// <summary>Anchors that the page names itself, and those that are made of its headings.</summary>
    private static HashSet<string> Anchors(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var headings = Heading().Matches(text).Select(match => match.Groups[1].Value.Trim());
        return [.. headings.Select(Slug), .. Named().Matches(text).Select(match => match.Groups[1].Value)];
    }

#pragma warning disable CA1308 // Anchors are in lower case.
    private static string Slug(string heading) => Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');
#pragma warning restore CA1308

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string Prose(string page) => Fence().Replace(File.ReadAllText(Path.Combine(Repository.Root, page)), "");

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([A-Za-z][A-Za-z.]*/[A-Za-z0-9_./-]+)`")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""<a id="([^"]+)"></a>""")]
    private static partial Regex Named();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
