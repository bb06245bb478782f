using System.Globalization;
using System.Text;
using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>
/// The picture of the stages: boxes in main-line order, under each the events that lead away from it, each to the line of the stage that it
/// leads to. Special paths are dashed; what ends any case stands once, at the bottom.
/// </summary>
internal static class StateGraph
{
    private const int Row = 20;
    private const int Gap = 16;
    private const int Top = 96;
    private const int Box = 190;
    private const int Left = 24;
    private const int Words = 620;
    private const int Lane = 26;

    private static readonly CaseStage[] Order =
    [
        Referred,
        Assessing,
        StrategyPending,
        Section47,
        ConferencePending,
        OutlinePlan,
        PlanActive,
        ReviewInSession,
        TransferredOutPending,
        StepDownCin,
        LookedAfter,
        Closed,
    ];

    private static readonly string[] Colours =
    [
        "#5b6770",
        "#1f6fb2",
        "#b5530a",
        "#a3282e",
        "#7a3fa0",
        "#1d7f4e",
        "#0c6b6b",
        "#8a6d0b",
        "#4a5bb8",
        "#a03a78",
        "#5d4a37",
        "#222222",
    ];

    /// <summary>What ends a case from many stages is not drawn in each of them.</summary>
    private static readonly HashSet<string> FromAnywhere = ["A27", "A28", "B01", "P15"];

    public static string Draw()
    {
        var rows = StateTable.Rows.Concat(StateTable.Reasons).Where(row => !FromAnywhere.Contains(row.Id)).ToArray();
        var blocks = new List<(string Name, CaseStage? Stage, StateRow[] Out)>
        {
            ("a case is opened", null, [.. rows.Where(row => row.From.Length == 0)]),
        };
        blocks.AddRange(
            Order.Select(stage => (stage.ToString(), (CaseStage?)stage, rows.Where(row => row.From.Contains(stage)).ToArray())));
        blocks.Add(("any open stage", null, [.. StateTable.Rows.Where(row => FromAnywhere.Contains(row.Id))]));
        var (body, y, entries) = (new StringBuilder(), Top, new Dictionary<CaseStage, int>());
        var ends = new List<(CaseStage To, int Y, bool Special)>();
        foreach (var (name, stage, leaving) in blocks)
        {
            var height = Row * (1 + Math.Max(leaving.Length, 1));
            if (stage is { } known)
                entries[known] = y + (Row / 2);
            body.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<rect x="{Left}" y="{y}" width="{Box}" height="{height}" rx="6" """
                    + $"""fill="{(stage is null ? "#f2f2f2" : "#ffffff")}" """
                    + $"""stroke="{(stage is { } own ? Colours[(int)own] : "#999999")}" stroke-width="2"/>"""));
            body.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<text x="{Left + 10}" y="{y + 15}" font-weight="bold" """
                    + $"""fill="{(stage is { } mine ? Colours[(int)mine] : "#444444")}">{name}</text>"""));
            for (var index = 0; index < leaving.Length; index++)
            {
                var (row, at) = (leaving[index], y + (Row * (index + 1)) + (Row / 2));
                body.Append(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""<text x="{Left + Box + 10}" y="{at + 4}"><tspan font-weight="bold">{row.Event}</tspan> <tspan """
                        + $"""fill="#555555">{row.When}</tspan> <tspan fill="#999999">{row.Id}</tspan></text>"""));
                body.Append(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""<text x="{Left + Box + Words - 8}" y="{at + 4}" text-anchor="end" """
                        + $"""fill="{Colours[(int)row.To]}">{row.To}</text>"""));
                ends.Add((row.To, at, row.Id[0] != 'A'));
            }

            y += height + Gap;
        }

        var lines = new StringBuilder();
        foreach (var (to, at, special) in ends)
        {
            var (x, entry, colour) = (X(to), entries[to], Colours[(int)to]);
            lines.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<path d="M{Left + Box + Words},{at} H{x} V{entry}" fill="none" stroke="{colour}" """
                    + $"""stroke-width="1.6"{(special ? " stroke-dasharray=\"5 4\"" : "")}/><circle cx="{x}" """
                    + $"""cy="{at}" r="2.6" fill="{colour}"/>"""));
        }

        foreach (var (to, entry) in entries)
            lines.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<path d="M{X(to)},{entry} H{Left + Box + 6}" fill="none" stroke="{Colours[(int)to]}" """
                    + $"""stroke-width="2.2" marker-end="url(#tip{(int)to})"/>"""));
        return Page(y, lines.Append(body).ToString());
    }

    private static int X(CaseStage stage) => Left + Box + Words + 30 + (Lane * Array.IndexOf(Order, stage));

    private static string Page(int height, string body)
    {
        var width = X(Closed) + 40;
        var tips = string.Concat(
            Order.Select(stage =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<marker id="tip{(int)stage}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" """
                    + $"""orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="{Colours[(int)stage]}"/></marker>""")));
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
              font-family="sans-serif" font-size="12" role="img"
              aria-label="The stages of a case and the events that lead from one to another">
            <!-- Made by a test from the table that it compares with random lives of cases; ./test --update writes it. -->
            <defs>{tips}</defs><rect width="100%" height="100%" fill="#ffffff"/>
            <text x="{Left}" y="34" font-size="20" font-weight="bold">The stages of a case</text>
            <text x="{Left}" y="56" fill="#555555">Under each stage stand the events that lead away from it. A line has the colour
              of the stage that it leads to. A: the main line. B, P: special paths, dashed.</text>
            <text x="{Left}" y="74" fill="#555555">A test compares the picture with random lives of cases under all profiles.</text>
            """);
        return head.ReplaceLineEndings("\n")
            + body.Replace("/><", "/>\n<", StringComparison.Ordinal).Replace("</text><", "</text>\n<", StringComparison.Ordinal)
            + "\n</svg>\n";
    }
}
