using System.Text.Json;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Procedures;
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
        Assert.Equal(("icpc-1", "icpc", "Initial child protection conference held", "leadSocialWorker"), (deadline.Id, deadline.Kind, deadline.Title, deadline.Responsible));
        Assert.Equal(new DeadlineAnchor("SomethingHappened", Date("2026-03-26")), deadline.Anchor);
        Assert.Equal((Date("2026-04-20"), Date("2026-04-20"), Instant("2026-04-20T22:59:59Z")), (deadline.DueOn, deadline.ScheduleBy, deadline.DueAt));
        Assert.Equal((DeadlineStatus.Open, null, 0), (deadline.Status, deadline.MetOn, deadline.DaysLate));
        Assert.StartsWith("15 working days after Thu 26 Mar 2026 is Mon 20 Apr 2026", deadline.Explanation, StringComparison.Ordinal);
        Assert.Equal(England["icpc"].Source, deadline.Source);
    }

    [Fact]
    public void Open_EveryKind_OpensUnderEngland() =>
        Assert.All(DeadlineKinds.All, kind =>
        {
            var deadline = Open(kind.Name, "2026-05-21", "2026-01-05T08:00:00Z");
            Assert.Equal($"{kind.Name}-1", deadline.Id);
            Assert.Equal(ProfileDueDates.Compute(England, CalendarLibrary.Get("ENG"), kind.Parameter, Date("2026-05-21")).DueOn, deadline.DueOn);
            Assert.Equal(deadline.DueAt.AddSeconds(1), Assert.Single(deadline.Checkpoints, checkpoint => checkpoint.Kind == CheckpointKind.Due).At);
        });

    [Theory]
    [InlineData("cgSecond", "2026-06-01", 2, PeriodUnit.Weeks, "2026-06-15", "plan's end first")]
    [InlineData("cgSecond", "2026-06-01", 6, PeriodUnit.Weeks, "2026-07-13", "profile's count")]
    [InlineData("cgSecond", "2026-06-01", 9, PeriodUnit.Weeks, "2026-07-13", "profile's count")]
    [InlineData("visit", "2026-04-01", 5, PeriodUnit.WorkingDays, "2026-04-10", "plan's end first")]
    [InlineData("visit", "2026-04-01", 15, PeriodUnit.WorkingDays, "2026-04-17", "profile's count")]
    // Two weeks end before ten working days only because Easter lies between them.
    [InlineData("visit", "2026-04-01", 2, PeriodUnit.Weeks, "2026-04-15", "plan's end first")]
    [Obligation("S3-55")]
    public void Open_PlanPeriod_TheEarlierCountsAndIsNamed(string kind, string anchor, int value, PeriodUnit unit, string due, string said)
    {
        var deadline = Open(kind, anchor, plan: new Period(value, unit));
        Assert.Equal(Date(due), deadline.DueOn);
        Assert.Contains(said, deadline.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnknownKind_NamesTheKnownOnes() =>
        Assert.Contains("cgFirst", Assert.Throws<DeadlineException>(() => Open("icpcs", "2026-03-26")).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OtherCalendar_IsRefused()
    {
        var jersey = new WorkingDayCalendar("JE", "1", "Jersey", 2026, 2026, 2026, []);
        var request = new DeadlineRequest { Kind = "icpc", Number = 1, AnchorEvent = "E", AnchorOn = Date("2026-03-26"), OpenedAt = Instant("2026-03-26T08:00:00Z") };
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
            ["id", "kind", "title", "responsible", "anchor", "dueOn", "scheduleBy", "dueAt", "status", "metOn", "daysLate", "checkpoints", "explanation", "source"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("open", json.GetProperty("status").GetString());
        Assert.Equal("reminder", json.GetProperty("checkpoints")[0].GetProperty("kind").GetString());
        Assert.Equal(["kind", "tier", "at", "to", "firedAt", "skipped"], json.GetProperty("checkpoints")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<Deadline>(text, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }
}
