using System.Text.Json;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Profiles;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;
using static ChildProtection.Domain.Tests.Deadlines.Opening;

namespace ChildProtection.Domain.Tests.Deadlines;

public sealed class DeadlineFactoryTests
{
    [Fact]
    public void Open_Icpc_CarriesEverythingItNeeds()
    {
        var deadline = Open("icpc", "2026-03-26");
        Assert.Equal(
            ("icpc-1", "icpc", "Hold the initial child protection conference", "leadSocialWorker"),
            (deadline.Id, deadline.Kind, deadline.Title, deadline.Responsible));
        Assert.Equal(new DeadlineAnchor("SomethingHappened", Date("2026-03-26")), deadline.Anchor);
        Assert.Equal(
            (Date("2026-04-20"), Date("2026-04-20"), Instant("2026-04-20T22:59:59Z")),
            (deadline.DueOn, deadline.ScheduleBy, deadline.DueAt));
        Assert.Equal((DeadlineStatus.Open, null, 0), (deadline.Status, deadline.MetOn, deadline.DaysLate));
        Assert.Equal(
            "The strategy discussion was on Thursday 26 March 2026. This must be done within 15 working days. "
            + "Weekends, Good Friday and Easter Monday do not count. It is due by Monday 20 April 2026.",
            deadline.Explanation);
        Assert.Equal(England["icpc"].Source, deadline.Source);
    }

    [Fact]
    public void Open_EveryKind_OpensUnderEngland() =>
        Assert.All(
            DeadlineKinds.All.Where(kind => England.Applies(kind.Parameter) && England[kind.Parameter].Unit != ParameterUnit.Hours),
            kind =>
            {
                var deadline = Open(kind.Name, "2026-05-21", "2026-01-05T08:00:00Z");
                Assert.Equal($"{kind.Name}-1", deadline.Id);
                Assert.Equal(
                    ProfileDueDates.Compute(England, CalendarLibrary.Get("ENG"), kind.Parameter, Date("2026-05-21")).DueOn, deadline.DueOn);
                Assert.Equal(
                    deadline.DueAt.AddSeconds(1),
                    Assert.Single(deadline.Checkpoints, checkpoint => checkpoint.Kind == CheckpointKind.Due).At);
            });

    [Theory]
    [InlineData("cgSecond", "2026-06-01", 2, PeriodUnit.Weeks, "2026-06-15", "so it counts")]
    [InlineData("cgSecond", "2026-06-01", 6, PeriodUnit.Weeks, "2026-07-13", "so the usual time counts")]
    [InlineData("cgSecond", "2026-06-01", 9, PeriodUnit.Weeks, "2026-07-13", "so the usual time counts")]
    [InlineData("visit", "2026-04-01", 5, PeriodUnit.WorkingDays, "2026-04-10", "so it counts")]
    [InlineData("visit", "2026-04-01", 15, PeriodUnit.WorkingDays, "2026-04-17", "so the usual time counts")]
    // Two weeks end before ten working days only because Easter lies between them.
    [InlineData("visit", "2026-04-01", 2, PeriodUnit.Weeks, "2026-04-15", "so it counts")]
    [Obligation("S3-55")]
    public void Open_PlanPeriod_TheEarlierCountsAndIsNamed(string kind, string anchor, int value, PeriodUnit unit, string due, string said)
    {
        var deadline = Open(kind, anchor, plan: new Period(value, unit));
        Assert.Equal(Date(due), deadline.DueOn);
        Assert.Contains(said, deadline.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-30", "2026-06-30", "comes before Wednesday 15 July 2026, so it counts. It is due by Tuesday 30 June 2026.")]
    [InlineData("2026-07-15", "2026-07-15", "within 10 working days. Weekends do not count. It is due by Wednesday 15 July 2026.")]
    [InlineData("2026-08-12", "2026-07-15", "within 10 working days. Weekends do not count. It is due by Wednesday 15 July 2026.")]
    public void Open_EarlierEnd_CountsWhenItComesFirst(string end, string due, string said)
    {
        var deadline = Request(
            "changeProposalAnswer",
            "2026-07-01",
            terms => terms with { NotAfter = new(Date(end), "the next core group"), Subject = "change-1" });
        Assert.Equal((Date(due), "change-1"), (deadline.DueOn, deadline.Subject));
        Assert.EndsWith(said, deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PoliceProtection_EndsAfterSeventyTwoHoursToTheSecond()
    {
        // Taken on Thu 30 Oct 2025 at 16:30 GMT: ends on Sun 2 Nov at 16:30, with reminders a day and six hours before.
        var deadline = Request(
            "policeProtection",
            "2025-10-30",
            terms => terms with { AnchorAt = Instant("2025-10-30T16:30:00Z") },
            "2025-10-30T17:00:00Z");
        Assert.Equal((Date("2025-11-02"), Instant("2025-11-02T16:30:00Z")), (deadline.DueOn, deadline.DueAt));
        Assert.Equal(
            [
                "Reminder 2025-10-30T17:00",
                "Reminder 2025-11-01T16:30",
                "Reminder 2025-11-02T10:30",
                "Due 2025-11-02T16:30",
                "Escalation 2025-11-02T16:30",
                "Escalation 2025-11-03T09:00",
                "Escalation 2025-11-04T09:00",
            ],
            deadline.Checkpoints.Select(checkpoint => $"{checkpoint.Kind} {checkpoint.At:yyyy-MM-dd'T'HH:mm}"));
    }

    [Fact]
    public void Open_OrderThatStatesItsEnd_EndsThen()
    {
        var deadline = Request(
            "emergencyProtectionOrder", "2025-10-31", terms => terms with { EndsAt = Instant("2025-11-07T12:00:00Z") });
        Assert.Equal(
            (Date("2025-11-07"), Instant("2025-11-07T12:00:00Z")), (deadline.DueOn, deadline.DueAt));
        Assert.EndsWith(
            "The decision itself says when it ends. It is due by 12:00 on Friday 7 November 2025.",
            deadline.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HoursWithoutMoment_AsksForIt() =>
        Assert.Contains(
            "give the moment",
            Assert.Throws<DeadlineException>(() => Open("policeProtection", "2025-10-30")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Open_CriticalCountedInDays_RemindsAtOnceAndEscalatesAsTheDayEnds()
    {
        // The first failed visit was on Tue 28 Oct 2025, recorded at 15:00: the retry is due on Wed 29 Oct.
        var deadline = Request("failedVisitRetry", "2025-10-28", terms => terms, "2025-10-28T15:00:00Z");
        Assert.Equal(
            [
                "Reminder 2025-10-28T15:00",
                "Due 2025-10-30T00:00",
                "Escalation 2025-10-30T00:00",
                "Escalation 2025-10-31T09:00",
                "Escalation 2025-11-03T09:00",
            ],
            deadline.Checkpoints.Select(checkpoint => $"{checkpoint.Kind} {checkpoint.At:yyyy-MM-dd'T'HH:mm}"));
    }

    [Fact]
    public void Open_UnknownKind_NamesTheKnownOnes() =>
        Assert.Contains("cgFirst", Assert.Throws<DeadlineException>(() => Open("icpcs", "2026-03-26")).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OtherCalendar_IsRefused()
    {
        var jersey = new WorkingDayCalendar("JE", "1", "Jersey", 2026, 2026, 2026, []);
        var request = new DeadlineRequest(new("icpc", Date("2026-03-26")), 1, "E", Instant("2026-03-26T08:00:00Z"));
        Assert.Throws<DeadlineException>(() => DeadlineFactory.Open(England, jersey, request));
    }

    [Fact]
    public void Serialise_Deadline_HasTheContractsShapeAndComesBack()
    {
        var deadline = Open("icpc", "2026-02-05");
        deadline = deadline.Fire(deadline.Next!, Instant("2026-02-19T09:00:01Z"));
        var text = JsonSerializer.Serialize(deadline, JsonSerializerOptions.Web);
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(
            [
                "id",
                "kind",
                "title",
                "responsible",
                "anchor",
                "dueOn",
                "scheduleBy",
                "dueAt",
                "status",
                "metOn",
                "daysLate",
                "checkpoints",
                "explanation",
                "source",
            ],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("open", json.GetProperty("status").GetString());
        Assert.Equal("reminder", json.GetProperty("checkpoints")[0].GetProperty("kind").GetString());
        Assert.Equal(
            ["kind", "tier", "at", "to", "firedAt", "skipped"],
            json.GetProperty("checkpoints")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            text,
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Deadline>(text, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }
}
