using System.Globalization;
using System.Text;

namespace ChildProtection.Tests.Architecture.Obligations;

/// <summary>The page that says of every obligation where it is proved, or why no software can carry it.</summary>
internal static class ObligationsPage
{
    private static readonly (string Key, string Title)[] Sources =
    [
        ("S0", "An article for parents on child protection plans"),
        ("S1", "Guernsey and Alderney: procedure on the child protection plan"),
        ("S2", "An English council's page for parents"),
        ("S3", "South West: child protection procedures"),
        ("S4", "Greenwich: leaflet for parents"),
    ];

    public static string Make()
    {
        var known = ObligationList.All.Select(one => one.Id).ToHashSet();
        var marks = ObligationMarks.All.Where(mark => known.Contains(mark.Id)).ToArray();
        var proved = marks.Select(mark => mark.Id).Distinct().Count();
        var (normative, lost) = (ObligationList.All.Count(one => one.Normative), ObligationList.All.Count(one => one.ListLost));
        var tests = marks.Select(mark => mark.Test).Distinct().Count();
        var outside = $"{ObligationList.Outside.Count} are [outside software](#outside-software) (at most {ObligationList.MostOutside})";
        var page = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Obligations

            What the five source documents of the procedure ask for, row by row, and where it is proved. Made from the marks on the tests
            (`[Obligation("S3-52")]`) and two lists in `tests/Architecture/Obligations`. A test fails when an obligation is neither proved
            nor on the list of duties that no software can carry, and when this page is out of date.

            {normative} obligations: {proved} are proved by {tests} tests, {outside}.
            {ObligationList.All.Count - normative} more rows only give context. Of {lost} rows the source's list is lost;
            what stands in its place is said by the tests.

            """).ReplaceLineEndings("\n"));
        foreach (var (key, title) in Sources)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {key}: {title}\n\n| id | what | where proved |\n|---|---|---|\n");
            foreach (var one in ObligationList.All.Where(one => one.Id.StartsWith(key, StringComparison.Ordinal)))
                page.Append(
                    CultureInfo.InvariantCulture, $"| {one.Id} | {one.Title}{(one.ListLost ? " (list lost)" : "")} | {Where(one)} |\n");
        }

        page.Append(
            "\n## N: The product's own rules\n\nWhat the product adds: teams, reasons, a second person who agrees, and duties that last."
            + "\n\n| id | what | where proved |\n|---|---|---|\n");
        foreach (var (id, title) in ObligationList.Rules)
            page.Append(CultureInfo.InvariantCulture, $"| {id} | {title} | {Tests(id)} |\n");
        page.Append("\n## Outside software\n\nDuties of people that leave no record, and why.\n\n| id | what | why |\n|---|---|---|\n");
        foreach (var (id, reason) in ObligationList.Outside)
            page.Append(CultureInfo.InvariantCulture, $"| {id} | {ObligationList.All.First(one => one.Id == id).Title} | {reason} |\n");
        return page.ToString();
    }

    private static string Where(Obligation one)
    {
        if (!one.Normative)
            return "context";
        return Tests(one.Id) is { Length: > 0 } tests ? tests : "[outside software](#outside-software)";
    }

    private static string Tests(string id) => string.Join(
        ", ",
        ObligationMarks
            .All.Where(mark => mark.Id == id)
            .DistinctBy(mark => mark.Test)
            .OrderBy(mark => mark.Path, StringComparer.Ordinal)
            .Select(mark => $"[{mark.Test}](../{mark.Path})"));
}
