using System.Net;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// An authority's own files: a profile beside the shipped ones, and a holiday that is proclaimed while a case runs (R10, F19).
/// </summary>
public sealed class OwnProcedureTests(ITestOutputHelper output) : InstallationTest(output)
{
    private static readonly string Examples = Path.Combine(Checkout.Root, "docs", "examples");

    [Fact]
    public async Task Calendar_HolidayProclaimedInMidCase_IsARecordedRecalculation()
    {
        var app = await InstallAsync("2026-02-23T08:00:00Z");
        var story = await EnquiryAsync(app, null, "opened icpc-1 2026-03-17");
        await app.StopAppAsync();
        app.Settings["Calendars__Folder"] = Path.Combine(Examples, "calendars");
        await app.StartAppAsync();

        // The newer calendar is there, and the case keeps its own until an administrator changes it.
        Assert.Equal("2026-03-17", await DueOnAsync(app, story, "icpc-1"));
        (
            await app.Api.RaiseAsync(story.CaseId, Manager, "CalendarChanged", "2026-02-24", """{ "version": "2026.3" }""", "by a manager")
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var outcome = (
            await app.Api.RaiseAsync(
                story.CaseId,
                Administrator,
                "CalendarChanged",
                "2026-02-24",
                """{ "version": "2026.3", "reason": "Proclaimed on 24 February" }""",
                "holiday"))
            .Expect(HttpStatusCode.OK)
            .Body;
        Assert.Equal(
            ["opened assessment-2 2026-04-30", "opened icpc-2 2026-03-18", "superseded assessment-1", "superseded icpc-1"],
            Story
                .Changes(outcome)
                .Select(change =>
                    change.StartsWith("superseded", StringComparison.Ordinal) ? string.Join(' ', change.Split(' ').Take(2)) : change)
                .Order(StringComparer.Ordinal));
        Assert.Equal(("2026-03-17", "2026-03-18"), (await DueOnAsync(app, story, "icpc-1"), await DueOnAsync(app, story, "icpc-2")));
        var fact = (await app.Api.ListAsync($"{story.CasePath}/chronology"))[^1];
        Assert.Equal(
            "CalendarChanged: Calendar ENG changed from version 2026.2 to 2026.3; 2 open deadlines changed",
            $"{fact["type"]}: {fact["summary"]}");
    }

    [Fact]
    public async Task Profile_OwnFile_CountsForTheCaseThatNamesItAndStaysWithIt()
    {
        var app = await InstallAsync("2026-02-23T08:00:00Z", $"Procedures__Folder={Path.Combine(Examples, "procedures")}");
        var own = (await app.Api.GetAsync("/api/procedures/S1-GUERNSEY-10WD")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal("S1-GUERNSEY 1.0", $"{own["base"]!["id"]} {own["base"]!["version"]}");
        var story = await EnquiryAsync(app, "S1-GUERNSEY-10WD", "opened icpc-1 2026-03-10");
        Assert.Equal("S1-GUERNSEY-10WD 1.0", await ProfileAsync(app, story));
        var outcome = (
            await app.Api.RaiseAsync(
                story.CaseId,
                Administrator,
                "ProfileChanged",
                "2026-02-24",
                """{ "profileId": "S1-GUERNSEY", "version": "1.0" }""",
                "literal"))
            .Expect(HttpStatusCode.OK)
            .Body;
        Assert.Contains("opened icpc-2 2026-03-17", Story.Changes(outcome));
        Assert.Equal("S1-GUERNSEY 1.0", await ProfileAsync(app, story));
    }

    /// <summary>A strategy discussion was held on Tuesday 24 February 2026.</summary>
    private static async Task<Story> EnquiryAsync(Installation app, string? profile, string icpc)
    {
        var story = new Story(() => app.Api);
        var referral = Referrals.Of("own", "2026-02-23T10:00:00Z");
        if (profile is not null)
            referral = referral.Replace("EN-WT2023", profile, StringComparison.Ordinal);
        await story.TellAsync([
            new(
                At: "2026-02-23T10:00:00Z",
                By: School,
                Type: "ReferralReceived",
                Data: referral,
                State: "Referred",
                Changes: ["opened referralDecision-1 2026-02-24"]),
            new(
                At: "2026-02-23T12:00:00Z",
                By: Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "strategyDiscussion" }""",
                State: "StrategyPending",
                Changes: ["met referralDecision-1", "opened assessment-1 2026-04-29", "opened strategyDiscussion-1 2026-02-24"]),
            new(
                At: "2026-02-24T12:00:00Z",
                By: Manager,
                Type: "StrategyDiscussionHeld",
                Data: Data.EnquiryStarts,
                State: "Section47",
                Changes: ["met strategyDiscussion-1", icpc]),
        ]);
        return story;
    }

    private static async Task<string> DueOnAsync(Installation app, Story story, string id) =>
        (await app.Api.ListAsync($"{story.CasePath}/deadlines")).Single(deadline => deadline["id"]!.ToString() == id)["dueOn"]!.ToString();

    private static async Task<string> ProfileAsync(Installation app, Story story)
    {
        var profile = (await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK).Body["profile"]!;
        return $"{profile["id"]} {profile["version"]}";
    }
}
