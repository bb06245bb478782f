using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Stories;

namespace EndToEnd;

/// <summary>
/// Scenario S-A of the procedure: neglect, everything on time, step-down to Child in Need. Dates are the procedure's own.
/// </summary>
[Collection(StoryACollection.Name)]
public sealed class StoryATests(StoryATold told)
{
    [Fact]
    public void CaseView_AfterTheInitialConference_HasThePlanInForce()
    {
        var view = told.Views["2026-02-24T14:00:00Z ConferenceHeld"];

        Assert.Equal("OutlinePlan", view["state"]!.ToString());
        Assert.Equal(
            "sw.1", view["leadSocialWorker"] is JsonObject worker ? worker["id"]!.ToString() : view["leadSocialWorker"]!.ToString());
        var plan = view["plan"]!;
        Assert.Equal("1 2026-02-24 NEG NEG", $"{plan["number"]} {plan["startedOn"]} {plan["category"]} {plan["initialCategory"]}");
        Assert.Null(plan["endedOn"]);
    }

    [Fact]
    public async Task CaseView_AtTheEnd_IsClosedWithItsCensusCode()
    {
        var view = (await told.Api.GetAsync(told.Story.CasePath)).Expect(HttpStatusCode.OK);

        Assert.Equal("no-store", view.CacheControl);
        Assert.Equal("Closed", view.Value("state"));
        var closed = view.Body["closed"]!;
        Assert.Equal("2027-02-26 RC7", $"{closed["on"]} {closed["censusCode"]}");
        Assert.Equal("2026-11-17", view.Body["plan"]!["endedOn"]!.ToString());
        Assert.Empty(view.Body["openDeadlines"]!.AsArray());
        Assert.Null(view.Body["nextCheckpointAt"]);
    }

    [Fact]
    public void Deadlines_WhenEverythingWasOnTime_AreMetOrCancelledAndNeverOverdue()
    {
        var metOrCancelled = StoryA
            .Steps.SelectMany(step => step.Changes)
            .Where(change => !change.StartsWith("opened", StringComparison.Ordinal));

        Assert.Equal(
            metOrCancelled.Select(change => change.Split(' ')).Select(change => $"{change[1]} {change[0]} 0").Order(StringComparer.Ordinal),
            told.Deadlines.Select(deadline => $"{deadline["id"]} {deadline["status"]} {deadline["daysLate"]}").Order(StringComparer.Ordinal)
        );
        Assert.All(Checkpoints().Where(one => one.Kind != "reminder"), one => Assert.Null(one.FiredAt));
    }

    [Fact]
    public void Deadlines_OnANonWorkingDay_KeepTheirDateAndShowTheWorkingDayBefore()
    {
        var review = told.Deadlines.Single(deadline => deadline["id"]!.ToString() == "rcpcFirst-1");

        Assert.Equal("2026-05-24 2026-05-22", $"{review["dueOn"]} {review["scheduleBy"]}");
        Assert.Equal(Instant("2026-05-24T22:59:59Z"), Instant(review["dueAt"]!.ToString()));
        Assert.Equal("ConferenceHeld 2026-02-24", $"{review["anchor"]!["event"]} {review["anchor"]!["on"]}");
        Assert.NotEmpty(review["explanation"]!.ToString());
        Assert.NotEmpty(review["source"]!.AsArray());
    }

    /// <summary>Nine in the morning local time: 09:00Z in winter, 08:00Z from 29 March.</summary>
    [Theory]
    [InlineData("referralDecision-1", "")]
    [InlineData("strategyDiscussion-1", "2026-02-05T09:00:00Z")]
    [InlineData("icpc-1", "2026-02-19T09:00:00Z 2026-02-24T09:00:00Z")]
    [InlineData("assessment-1", "2026-03-09T09:00:00Z 2026-03-23T09:00:00Z 2026-04-01T08:00:00Z")]
    [InlineData("cgFirst-1", "2026-03-03T09:00:00Z 2026-03-06T09:00:00Z")]
    [InlineData("cgSecond-1", "2026-04-10T08:00:00Z 2026-04-15T08:00:00Z")]
    [InlineData("rcpcFirst-1", "2026-04-24T08:00:00Z 2026-05-11T08:00:00Z 2026-05-20T08:00:00Z")]
    [InlineData("endNotification-1", "2026-11-18T09:00:00Z")]
    [InlineData("cinReview-1", "2026-12-08T09:00:00Z 2026-12-11T09:00:00Z")]
    [InlineData("longPlanAlerts-1", "")]
    public void Reminders_OfADeadline_FireAtTheirMoment(string deadlineId, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Instant),
            Checkpoints().Where(one => one.Deadline == deadlineId && one.FiredAt is not null).Select(one => Instant(one.FiredAt!)));

    [Fact]
    public void Reminders_BeforeTheirDeadlineEnded_AllFiredOnTimeAndAreFacts()
    {
        var ended = StoryA.Steps.SelectMany(step => step.Changes.Select(change => (step.At, Change: change.Split(' '))))
            .Where(one => one.Change[0] != "opened")
            .ToDictionary(one => one.Change[1], one => Instant(one.At));

        // What was past when its deadline opened never fires.
        var opened = StoryA.Steps.SelectMany(step => step.Changes.Select(change => (step.At, Change: change.Split(' '))))
            .Where(one => one.Change[0] == "opened")
            .ToDictionary(one => one.Change[1], one => Instant(one.At));
        var reminders = Checkpoints().Where(one => one.Kind == "reminder" && Instant(one.At) > opened[one.Deadline]).ToList();
        Assert.All(
            reminders,
            one =>
                Assert.Equal(
                    Instant(one.At) < ended[one.Deadline] ? Instant(one.At) : null,
                    one.FiredAt is null ? null : (DateTimeOffset?)Instant(one.FiredAt)));

        var titles = told.Deadlines.ToDictionary(one => one["id"]!.ToString(), one => one["title"]!.ToString());
        var fired = reminders.Where(one => one.FiredAt is not null).Select(one => (On: one.FiredAt![..10], Title: titles[one.Deadline]));
        var facts = told.Facts.Where(fact => fact["type"]!.ToString() == "Reminder").ToList();
        Assert.Equal(fired.Count(), facts.Count);
        Assert.All(
            fired,
            one =>
                Assert.Contains(
                    facts,
                    fact =>
                        fact["occurredOn"]!.ToString() == one.On
                        && fact["summary"]!.ToString().StartsWith(one.Title, StringComparison.Ordinal)));
    }

    [Fact]
    public void Chronology_AtTheEnd_HoldsEveryEventInOrderWithItsActorAndWords()
    {
        Assert.Equal(Enumerable.Range(1, told.Facts.Count), told.Facts.Select(fact => fact["sequence"]!.GetValue<int>()));
        var events = told.Facts.Where(fact => fact["type"]!.ToString() != "Reminder").ToList();
        Assert.Equal(
            StoryA.Steps.Select(step => $"{step.On} {step.Type} {step.By.Subject} {step.By.Role} {step.Key}"),
            events.Select(fact =>
                $"{fact["occurredOn"]} {fact["type"]} {fact["actor"]!["subject"]} {fact["actor"]!["role"]} {fact["eventId"]}"));
        Assert.Equal(StoryA.Steps.Select(step => Instant(step.At)), events.Select(fact => Instant(fact["recordedAt"]!.ToString())));
        Assert.Contains(events, fact => fact["data"]?["concern"]?.ToString() == "Left alone overnight.");
    }

    [Fact]
    public async Task Chronology_Verified_IsIntactAndChained()
    {
        var verification = (await told.Api.GetAsync($"{told.Story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Body;

        Assert.True(verification["intact"]!.GetValue<bool>());
        Assert.Equal(told.Facts.Count, verification["facts"]!.GetValue<int>());
        var hashes = told.Facts.Select(fact => fact["hash"]!.ToString()).ToList();
        Assert.Equal(hashes[..^1].Prepend(new string('0', 64)), told.Facts.Select(fact => fact["previousHash"]!.ToString()));
    }

    [Fact]
    public async Task Plan_AfterTheFirstCoreGroup_HasItsVersionsWithTheirText()
    {
        var outline = (await told.Api.GetAsync($"{told.Story.CasePath}/plan/versions/0")).Expect(HttpStatusCode.OK).Text;
        var detailed = (await told.Api.GetAsync($"{told.Story.CasePath}/plan")).Expect(HttpStatusCode.OK);

        Assert.DoesNotContain("Breakfast club", outline, StringComparison.Ordinal);
        Assert.Contains("Breakfast club", detailed.Text, StringComparison.Ordinal);
        Assert.Equal("1", detailed.Value("version"));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private IEnumerable<(string Deadline, string Kind, string At, string? FiredAt)> Checkpoints() =>
        from deadline in told.Deadlines
        from one in deadline["checkpoints"]!.AsArray()
        select (deadline["id"]!.ToString(), one["kind"]!.ToString(), one["at"]!.ToString(), one["firedAt"]?.ToString());
}
