using System.Net;
using EndToEnd.Harness;

namespace EndToEnd;

/// <summary>
/// The table of the same facts under every procedure (domain 7.2) as the interface answers it: a due date for an anchor, without a case.
/// </summary>
[Collection(StoriesCollection.Name)]
public sealed class SameFactsTests(StoriesTold told)
{
    /// <summary>
    /// By parameter and anchor: EN and S0, S1, S1 with ten working days, S2, S3, S4, each as due date, and schedule-by date where that is
    /// another.
    /// </summary>
    [Theory]
    [InlineData("cgFirst", "2026-05-21", "2026-06-05", "2026-05-31 2026-05-29", "2026-06-05", "2026-06-04", "2026-06-05", "2026-06-04")]
    [InlineData("cgNotes", "2026-06-01", "2026-06-08", "2026-06-08", "2026-06-08", "2026-06-08", "2026-06-08", "2026-06-08")]
    [InlineData("cgSecond", "2026-06-01", "2026-07-13", "2026-07-13", "2026-07-13", "2026-07-13", "2026-07-13", "2026-08-03")]
    [InlineData("rcpcFirst", "2026-05-21", "2026-08-21", "2026-08-21", "2026-08-21", "2026-08-21", "2026-08-21", "2026-08-21")]
    [InlineData(
        "cgLaterBeforeFirstReview", "2026-07-08", "2026-08-19", "2026-08-19", "2026-08-19", "2026-08-19", "2026-08-19", "2026-09-09")]
    [InlineData(
        "cgLaterAfterFirstReview",
        "2026-08-25",
        "2026-10-06",
        "2026-10-06",
        "2026-10-06",
        "2026-10-06",
        "2026-10-25 2026-10-23",
        "2026-10-27")]
    [InlineData("rcpcLater", "2026-08-18", "2027-02-18", "2027-02-18", "2027-02-18", "2027-02-18", "2027-02-18", "2027-02-18")]
    [InlineData(
        "longPlanAlerts",
        "2026-05-21",
        "2028-05-21 2028-05-19",
        "2028-05-21 2028-05-19",
        "2028-05-21 2028-05-19",
        "2028-05-21 2028-05-19",
        "2028-05-21 2028-05-19",
        "2028-05-21 2028-05-19")]
    public async Task DueDate_OfTheTable_IsThatOfEachProcedure(
        string parameter,
        string anchor,
        string england,
        string guernsey,
        string workingDays,
        string council,
        string southWest,
        string greenwich)
    {
        foreach (
            var (profile, expected) in new[]
            {
                ("EN-WT2023", england),
                ("S0-GENERIC", england),
                ("S1-GUERNSEY", guernsey),
                ("S1-GUERNSEY-10WD", workingDays),
                ("S2-COUNCIL", council),
                ("S3-SOUTHWEST", southWest),
                ("S4-GREENWICH", greenwich),
            })
        {
            var body = $$"""{ "parameter": "{{parameter}}", "anchorOn": "{{anchor}}" }""";
            var due = (await told.Api.PostAsync($"/api/procedures/{profile}/due-dates", People.Manager, body))
                .Expect(HttpStatusCode.OK)
                .Body;
            var (dueOn, scheduleBy) = (due["dueOn"]!.ToString(), due["scheduleBy"]!.ToString());
            Assert.Equal($"{profile} {expected}", $"{profile} {dueOn}{(dueOn == scheduleBy ? "" : $" {scheduleBy}")}");
        }
    }
}
