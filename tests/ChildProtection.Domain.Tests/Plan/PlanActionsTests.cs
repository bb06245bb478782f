using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Plan;

public sealed class PlanActionsTests
{
    private static readonly PlanAction Breakfast = SamplePlan.Full.Actions![0];
    private static readonly PlanAction Nights = SamplePlan.Full.Actions![1];

    [Fact]
    [Obligation("S0-18"), Obligation("S1-12"), Obligation("S2-18"), Obligation("S4-10")]
    public void Actions_OfAPublishedVersion_AreDeadlinesOnTheirOwnDates()
    {
        var driver = Agreed(Breakfast, Nights, Breakfast with { ActionId = "undated", DueOn = null });
        Assert.Equal([("breakfast-club", Date("2026-03-20")), ("night-plan", Date("2026-03-13"))], Owed(driver));
        driver.Raise("2026-03-12", new ActionCompleted { ActionId = "night-plan", Evidence = Sample.Evidence("2026-03-12") });
        Assert.Equal(DeadlineStatus.Met, driver.Get("planAction-2").Status);
        driver.AdvanceTo("2026-03-23 09:00");
        Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Get("planAction-1").Status, driver.Get("planAction-1").Tier));
        Assert.Equal(3, driver.Raise("2026-03-23 10:00", new ActionCompleted { ActionId = "breakfast-club" }).Get("planAction-1").DaysLate);
    }

    [Fact]
    public void Actions_OfTheOutline_RunAtOnce()
    {
        var driver = SampleCases
            .Booked()
            .Raise(
                "2026-02-24",
                Sample.Plan("2026-03-06", "2026-05-20") with
                {
                    OutlinePlan = new PlanContent { Actions = [Nights with { OutcomeId = null }] },
                });
        Assert.Equal([("night-plan", Date("2026-03-13"))], Owed(driver));
    }

    [Fact]
    public void Actions_OfANewVersion_TakeThePlaceOfThoseBefore()
    {
        var driver = Agreed(Breakfast, Nights, Breakfast with { ActionId = "dropped" }, Breakfast with { ActionId = "done" })
            .Raise("2026-03-09", new ActionCompleted { ActionId = "done" });
        driver.Raise(
            "2026-03-10",
            new PlanVersionPublished
            {
                Plan = SamplePlan.Full with
                {
                    Actions =
                    [
                        Breakfast,
                        Nights with
                        {
                            DueOn = Date("2026-03-31"),
                        },
                        Breakfast with
                        {
                            ActionId = "done",
                            DueOn = Date("2026-04-30"),
                        },
                    ],
                },
            });
        Assert.Equal(
            [DeadlineStatus.Open, DeadlineStatus.Superseded, DeadlineStatus.Cancelled, DeadlineStatus.Met, DeadlineStatus.Open],
            Enumerable.Range(1, 5).Select(number => driver.Get($"planAction-{number}").Status));
        Assert.Equal([("breakfast-club", Date("2026-03-20")), ("night-plan", Date("2026-03-31"))], Owed(driver));
    }

    [Fact]
    public void Action_Varied_SupersedesItsDateWithTheReason()
    {
        var driver = Agreed(Breakfast);
        Assert.Equal("/data/newOn", driver.Refuse("2026-03-09", Vary("2026-03-20")).Field);
        Assert.Equal("/data/newOn", driver.Refuse("2026-03-09", Vary("2026-03-08")).Field);
        Assert.Equal("/data/newOn", driver.Refuse("2026-03-09", Vary("2028-03-10")).Field);
        driver.Raise("2026-03-09 13:00", Vary("2026-04-10"));
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("planAction-1").Status);
        Assert.Equal([("breakfast-club", Date("2026-04-10"))], Owed(driver));

        static ActionVaried Vary(string on) => new() { ActionId = "breakfast-club", NewOn = Date(on), Reason = Sample.Words };
    }

    [Fact]
    public void Action_Overrun_IsRecordedAndItsDateStays()
    {
        var driver = Agreed(Breakfast);
        Assert.Equal(
            "/data/expectedOn",
            driver
                .Refuse(
                    "2026-03-19",
                    new ActionOverrun
                    {
                        ActionId = "breakfast-club",
                        Reason = Sample.Words,
                        ExpectedOn = Date("2026-03-19"),
                    })
                .Field);
        driver.Raise(
            "2026-03-19 13:00",
            new ActionOverrun
            {
                ActionId = "breakfast-club",
                Reason = Sample.Words,
                ExpectedOn = Date("2026-03-27"),
            });
        Assert.Equal([("breakfast-club", Date("2026-03-20"))], Owed(driver));
        Assert.NotEmpty(driver.Warnings);
    }

    [Fact]
    public void Action_ThatIsNotThereOrDone_CannotBeReportedOn()
    {
        var driver = Agreed(Breakfast);
        Assert.Equal("/data/actionId", driver.Refuse("2026-03-09", new ActionCompleted { ActionId = "other" }).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-03-09", new ActionCompleted { ActionId = "breakfast-club" }, "2026-02-20").Field);
        driver.Raise("2026-03-09 13:00", new ActionCompleted { ActionId = "breakfast-club" });
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-10", new ActionCompleted { ActionId = "breakfast-club" }).Kind);
        Assert.Equal(RejectionKind.NotAllowed, Agreed().Refuse("2026-03-10", new ActionCompleted { ActionId = "breakfast-club" }).Kind);
    }

    [Theory]
    [InlineData("school", true)]
    [InlineData("health", false)]
    public void Action_ReportedByAnAgency_IsItsOwn(string agency, bool allowed)
    {
        var decision = CaseLifecycle.Decide(Agreed(Breakfast).State, new EventSignal
        {
            EventId = "by agency",
            OccurredOn = Date("2026-03-09"),
            ReceivedAt = CaseDriver.Local("2026-03-09 12:00"),
            Rules = EventSignal.CurrentRules,
            Actor = new Actor { Subject = agency + ".1", Role = Role.Agency, Agency = agency },
            Event = new ActionCompleted { ActionId = "breakfast-club" },
        }, CaseDriver.At(CaseDriver.Local("2026-03-09 12:00")));
        Assert.Equal(allowed, decision is Accepted);
    }

    [Fact]
    public void Action_YearsAhead_IsASlip() =>
        Assert.Equal(
            "/data/plan/actions/0/dueOn",
            SampleCases
                .OutlinePlan()
                .Refuse(
                    "2026-03-06",
                    Sample.CoreGroup(1) with
                    {
                        Plan = SamplePlan.Full with { Actions = [Breakfast with { DueOn = Date("2062-03-20") }] },
                    })
                .Field);

    private static CaseDriver Agreed(params PlanAction[] actions) =>
        SampleCases
            .OutlinePlan()
            .Raise(
                "2026-03-06",
                Sample.CoreGroup(1, "2026-04-15") with
                {
                    Plan = SamplePlan.Full with { Actions = actions },
                    ReasonsForMissing =
                    [
                        new() { Field = "actions", Reason = Sample.Words },
                        new() { Field = "actions.dueOn", Reason = Sample.Words },
                    ],
                });

    private static IEnumerable<(string?, DateOnly)> Owed(CaseDriver driver) =>
        driver.State.Deadlines.Where(deadline => deadline.Kind == "planAction").Select(deadline => (deadline.Subject, deadline.DueOn));
}
