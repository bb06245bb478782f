using System.Globalization;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The plan and its history on paper, for a court or a tribunal (S1-49, S3-06).</summary>
internal static class PlanEvidencePage
{
    /// <param name="evidence">What is shown.</param>
    /// <param name="words">The words of the case's profile.</param>
    public static HtmlPage Of(PlanEvidenceView evidence, JsonWords words)
    {
        var page = new HtmlWriter { Words = words };
        var child = evidence.Versions[^1].Plan.Header["child"];
        page.Element("h1", $"{PlanPage.Name(page)} for {child?["givenName"]} {child?["familyName"]}: record for legal proceedings");
        About(page, evidence);
        page.Section("Services put in place", evidence.Services, evidence.Services.Select(field => field.Key));
        page.Section("Work in partnership with the family", evidence.Partnership, evidence.Partnership.Select(field => field.Key));
        foreach (var version in evidence.Versions)
            Version(page, version);
        History(page, evidence.Facts);
        return new HtmlPage(
            JsonWords.English,
            PrintStyle.Plain,
            HtmlWriter.Document(
                JsonWords.English, $"{PlanPage.Name(page)}, {evidence.Reference}, record for legal proceedings", PrintStyle.Plain, page));
    }

    private static void About(HtmlWriter page, PlanEvidenceView evidence)
    {
        page.Facts(
        [
            ("Reference", evidence.Reference),
            ("Plan", Number(evidence.Number)),
            ("Versions", Number(evidence.Versions.Count)),
            ("Exported on", Day(evidence.ExportedOn)),
            (
                "Legal steps",
                page.Words.Label(evidence.Legal.Status.ToString())
                    + (
                        evidence.Legal.Order is { } order
                            ? $", order of {Day(evidence.Legal.OrderOn!.Value)}: {page.Words.Label(order.ToString())}"
                            : "")),
        ]);
        page.Element("h2", "That nothing was altered");
        page.Element(
            "p",
            evidence.Verification.Intact
                ? $"All {Number(evidence.Verification.Facts)} facts of the case were checked for this record. Each fact, and the words of "
              + "its event, still have the hash with which they were recorded, and each fact follows the one before it."
                : $"The chain of facts is broken: fact {Number(evidence.Verification.FirstBadSequence ?? 0)} of "
              + $"{Number(evidence.Verification.Facts)} is missing or was altered. Do not rely on this record before that is explained."
        );
        page.Element(
            "p", "Each version of the plan below names the fact that published it, the hash of that fact, and the SHA-256 of its text.");
    }

    private static void Version(HtmlWriter page, EvidenceVersionView version)
    {
        page.Element("h1", $"Version {Number(version.Plan.Version)}");
        page.Facts([
            ("Published by fact", Number(version.Sequence)),
            ("Hash of the fact", version.Hash ?? "missing"),
            ("SHA-256 of the text", version.ContentSha256),
        ]);
        if (version.Changes.Count > 0)
        {
            page.Element("h2", "What changed")
                .In(
                    "ul",
                    () =>
                    {
                        foreach (var change in version.Changes)
                            page.Element("li", $"{page.Words.Label(change.Change.ToString())}: {Place(page, change)}");
                    });
        }

        // The record is in English for the courts; the plan within it is in the family's language.
        page.In("div", () => PlanPage.Body(page, version.Plan), ("lang", page.Words.Language));
    }

    private static string Place(HtmlWriter page, PlanChangeView change) =>
        string.Join(", ", change.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(page.Words.Label));

    private static void History(HtmlWriter page, IReadOnlyList<EvidenceFactView> facts)
    {
        var lines = new JsonArray();
        foreach (var fact in facts)
            lines.Add(
                new JsonObject
                {
                    ["sequence"] = fact.Sequence,
                    ["occurredOn"] = fact.OccurredOn.Iso(),
                    ["type"] = fact.Type,
                    ["summary"] = fact.Summary,
                    ["hash"] = fact.Hash,
                });
        page.Section("The plan's history", new JsonObject { ["facts"] = lines }, ["facts"]);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
