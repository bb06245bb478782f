using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

public sealed class ReviewConferenceTests
{
    [Fact]
    [Obligation("S2-26"), Obligation("S2-27"), Obligation("S2-28")]
    public void Continue_NextReview_IsSixMonthsFromThisOne()
    {
        var driver = SampleCases.PlanActive();
        Assert.Equal(Date("2026-05-24"), driver.Owed("rcpcFirst").DueOn);
        driver.Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue) with { Categories = ["EMO"] });
        Assert.Equal((CaseStage.PlanActive, Date("2026-11-20")), (driver.Stage, driver.Owed("rcpcLater").DueOn));
        Assert.Equal(("NEG", "EMO", 1), (driver.State.Plan!.InitialCategory, driver.State.Plan.Category, driver.State.Plan.ReviewsHeld));
        Assert.Equal(Date("2026-04-17"), driver.Owed("cgSecond").DueOn);
        Assert.False(driver.State.Plan.MeetingDatesFixed);
    }

    [Theory]
    [InlineData(NextPlan.ChildInNeed, CaseStage.StepDownCin, null)]
    [InlineData(NextPlan.Care, CaseStage.LookedAfter, null)]
    [InlineData(NextPlan.None, CaseStage.Closed, "RC7")]
    [Obligation("S2-29"), Obligation("S2-30")]
    public void End_ThreeWays_StopsThePlanAndOwesNotices(NextPlan next, CaseStage stage, string? code)
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, next));
        Assert.Equal((stage, code), (driver.Stage, driver.State.Closure?.CensusCode));
        Assert.Equal(Date("2026-05-20"), driver.State.Plan!.EndedOn);
        Assert.Equal(Date("2026-05-21"), driver.Owed("endNotification").DueOn);
        Assert.Empty(
            driver
                .State.Deadlines.Select(deadline => deadline.Kind)
                .Intersect(["cgFirst", "cgSecond", "visit", "visitCap", "rcpcFirst", "rcpcLater", "longPlanAlerts"]));
        Assert.Equal(next == NextPlan.ChildInNeed, driver.State.Has("cinReview"));
    }

    [Fact]
    public void Open_ThenDecideLater_DatesTheReviewByItsOpening()
    {
        var driver = SampleCases.ReviewInSession();
        Assert.Equal((CaseStage.ReviewInSession, Date("2026-05-21")), (driver.Stage, driver.Owed("conferenceOutcome").DueOn));
        Assert.Equal(DeadlineStatus.Met, driver.Get("rcpcFirst-1").Status);
        var letters = Letters(driver);
        driver.Raise("2026-05-22", Sample.Review(ConferenceDecision.Continue));
        Assert.Equal((CaseStage.PlanActive, Date("2026-11-20")), (driver.Stage, driver.Owed("rcpcLater").DueOn));
        Assert.Equal(Date("2026-05-20"), driver.State.Plan!.LastReviewOn);
        Assert.Equal((DeadlineStatus.MetLate, 1), (driver.Get("conferenceOutcome-1").Status, driver.Get("conferenceOutcome-1").DaysLate));
        Assert.Equal(letters, Letters(driver));
    }

    [Fact]
    public void Open_ThenEndLater_EndsThePlanOnTheDayOfTheReview()
    {
        // Rules 4016, 4003: the Child in Need plan may start on the day the plan ended.
        var driver = SampleCases.ReviewInSession().Raise("2026-05-21", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed));
        Assert.Equal((Date("2026-05-20"), Date("2026-05-20")), (driver.State.Plan!.EndedOn!.Value, driver.State.CinPlan!.StartedOn));
        Assert.Equal(Date("2026-06-18"), driver.Owed("cinReview").DueOn);
        Assert.Equal(2, driver.State.ConferencesHeld);
    }

    [Fact]
    public void Open_Again_IsNotAllowed()
    {
        var driver = SampleCases.ReviewInSession();
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-05-21", Sample.Review(null)).Kind);
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-05-21", Sample.Review(ConferenceDecision.Continue), "2026-05-19").Kind);
        Assert.Equal(
            RejectionKind.NotAllowed,
            driver.Refuse("2026-05-21", Sample.Review(ConferenceDecision.Continue) with { ConferenceId = "other" }).Kind);
    }

    [Theory]
    [InlineData("2026-02-24")]
    [InlineData("2026-02-23")]
    public void Review_NotAfterThePlanStarted_IsInvalid(string on)
    {
        // Rules 8840, 8841: no plan of a single day, no review before or on its start.
        var rejected = SampleCases.PlanActive().Refuse("2026-03-10", Sample.Review(ConferenceDecision.End, NextPlan.None), on);
        Assert.Equal(("/occurredOn", "census rules 8840, 8841"), (rejected.Field, rejected.Rule));
    }

    [Fact]
    public void Review_BeforeAnyCoreGroup_IsAllowedAndTheBreachStays()
    {
        var driver = SampleCases.OutlinePlan().Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        Assert.Equal(CaseStage.OutlinePlan, driver.Stage);
        Assert.Equal((DeadlineStatus.Overdue, Date("2026-03-10")), (driver.Owed("cgFirst").Status, driver.Owed("cgFirst").DueOn));
    }

    [Fact]
    public void Review_DecisionsOfAnotherConferenceOrWithoutNextPlan_AreInvalid()
    {
        var driver = SampleCases.PlanActive();
        Assert.Equal("/data/decision", driver.Refuse("2026-05-20", Sample.Review(ConferenceDecision.Plan)).Field);
        Assert.Equal("/data/nextPlan", driver.Refuse("2026-05-20", Sample.Review(ConferenceDecision.End)).Field);
        Assert.Equal("/data/conferenceType", driver.Refuse("2026-05-20", Sample.Plan("2026-06-06", "2026-07-20")).Field);
        Assert.Equal(
            "/data/leadSocialWorker/qualified",
            driver
                .Refuse(
                    "2026-05-20",
                    Sample.Review(ConferenceDecision.Continue) with
                    {
                        LeadSocialWorker = new() { Id = "sw.2", Qualified = false },
                    })
                .Field);
        Assert.Equal(
            "/data/visitInterval",
            driver.Refuse("2026-05-20", Sample.Review(ConferenceDecision.Continue) with { VisitInterval = Period.Months(2) }).Field);
    }

    [Fact]
    public void Continue_ShorterVisitInterval_BringsTheNextVisitForward()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-19", Sample.Visit());
        Assert.Equal(Date("2026-06-03"), driver.Owed("visit").DueOn);
        driver.Raise(
            "2026-05-20",
            Sample.Review(ConferenceDecision.Continue) with
            {
                VisitInterval = Period.Weeks(1),
                LeadSocialWorker = new() { Id = "sw.2", Qualified = true },
            });
        Assert.Equal((Date("2026-05-27"), "sw.2"), (driver.Owed("visit").DueOn, driver.State.LeadSocialWorker));
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("visit-2").Status);
    }

    [Fact]
    public void Continue_LongerVisitInterval_LeavesTheNextVisit()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-05-19", Sample.Visit())
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue) with { VisitInterval = Period.Weeks(4) });
        Assert.Equal(("visit-2", Date("2026-06-03")), (driver.Owed("visit").Id, driver.Owed("visit").DueOn));
    }

    [Fact]
    public void Book_BeyondTheDueDate_WarnsAndLeavesIt()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-01", Sample.Booked("2026-05-26"));
        Assert.Contains(driver.Warnings, warning => warning.Contains("due on 24 May 2026", StringComparison.Ordinal));
        Assert.Equal(Date("2026-05-18"), driver.Owed("reportToParentsBeforeRcpc").DueOn);
        Assert.Equal(Date("2026-05-24"), driver.Owed("rcpcFirst").DueOn);
    }

    private static IEnumerable<string> Letters(CaseDriver driver) =>
        [.. driver.State.Deadlines.Where(one => one.Kind == "decisionLetter").Select(one => one.Id)];
}
