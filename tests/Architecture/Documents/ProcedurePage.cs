using System.Text.RegularExpressions;
using ChildProtection.Tests.Architecture.Obligations;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>docs/procedure.md: what a citation can lead to.</summary>
internal static partial class ProcedurePage
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs/procedure.md"));

    /// <summary>Anchors in the order of the page.</summary>
    public static IReadOnlyList<string> Anchors { get; } = [.. Anchor().Matches(Text).Select(match => match.Groups[1].Value)];

    private static readonly HashSet<string> Known =
        Anchors.Concat(ObligationList.All.Select(one => one.Id))
            .Concat(ObligationList.Rules.Select(one => one.Id))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public static bool Has(Citation citation) => Known.Contains(citation.Target);

    [GeneratedRegex("""<a id="([^"]+)"></a>""")]
    private static partial Regex Anchor();
}
