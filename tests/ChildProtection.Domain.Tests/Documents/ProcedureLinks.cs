using System.Text.RegularExpressions;
using ChildProtection.Tests.Architecture.Documents;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Documents;

/// <summary>Links from a page of docs/ into the procedure.</summary>
internal static partial class ProcedureLinks
{
    private static readonly string Procedure = File.ReadAllText(Path.Combine(GeneratedPage.Root(), "docs", "procedure.md"));

    private static readonly Dictionary<string, string> Numbers = (
        from row in EventRow().Matches(Procedure)
        from name in row.Groups[2].Value.Split(", ")
        select (name, code: row.Groups[1].Value)).ToDictionary(one => one.name, one => one.code);

    /// <summary>A rule begins with a capital letter where the anchor does not, or the other way round.</summary>
    private static readonly Dictionary<string, string> Anchors =
        Anchor().Matches(Procedure).Select(match => match.Groups[1].Value).ToDictionary(anchor => anchor, StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of an event in the procedure; null when it has none.</summary>
    public static string? Number(string wireName) => Numbers.GetValueOrDefault(wireName);

    /// <summary>A rule's text, which leads to the narrowest place that it cites.</summary>
    public static string Rule(string rule)
    {
        string[] targets = [.. Citation.In(rule).Select(citation => citation.Target)];
        return $"[{rule}]({Page(targets.FirstOrDefault(target => !IsSection(target)) ?? targets[0])})";
    }

    public static string To(string target) => $"[{target}]({Page(target)})";

    private static bool IsSection(string target) => target.StartsWith("domain-", StringComparison.Ordinal);

    private static string Page(string target) => Obligation().IsMatch(target) ? "obligations.md" : $"procedure.md#{Anchors[target]}";

    [GeneratedRegex("""<a id="([^"]+)"></a>""")]
    private static partial Regex Anchor();

    [GeneratedRegex("""^\| <a id="(E\d\d)"></a>E\d\d \| ([\w, ]+) \|""", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"^S\d-\d\d$")]
    private static partial Regex Obligation();
}
