using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

public sealed class InitialConferenceTests
{
    [Theory]
    [InlineData(new string[0], "MUL")]
    [InlineData(new[] { "PHY" }, "PHY")]
    [InlineData(new[] { "EMO", "NEG" }, "MUL")]
    [Obligation("S2-02"), Obligation("S4-22")]
    public void Plan_Categories_GiveTheCensusCategory(string[] categories, string expected)
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { Categories = categories });
        Assert.Equal((expected, expected), (driver.State.Plan!.InitialCategory, driver.State.Plan.Category));
    }

    [Fact]
    public void Plan_Start_IsTheDayOfTheConference()
    {
        // Rule 2885. Recorded two days late, it still starts on that day and its letter is late from the first moment.
        var driver = SampleCases.Booked().Raise("2026-02-26", Sample.Plan("2026-03-06", "2026-05-20"), occurredOn: "2026-02-24");
        Assert.Equal(Date("2026-02-24"), driver.State.Plan!.StartedOn);
        Assert.Equal((DeadlineStatus.Met, Date("2026-02-24")), (driver.Get("icpc-1").Status, driver.Get("icpc-1").MetOn!.Value));
        Assert.Equal(DeadlineStatus.Overdue, driver.AdvanceTo("2026-02-26 13:00").Owed("decisionLetter").Status);
    }

    [Fact]
    [
        Obligation("S3-27"),
        Obligation("S3-01"),
        Obligation("S3-08"),
        Obligation("S3-56"),
        Obligation("S3-57"),
        Obligation("S0-19"),
        Obligation("S0-24"),
        Obligation("S1-21"),
        Obligation("S0-27"),
        Obligation("S4-14"),
        Obligation("S2-20")
    ]
    public void Plan_MandatoryItemsMissing_IsInForceButStaysAtTheConference()
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Sample.Initial(ConferenceDecision.Plan) with { Categories = ["NEG"] });
        Assert.Equal(CaseStage.ConferencePending, driver.Stage);
        Assert.True(driver.State.PlanInForce);
        Assert.Equal(
            ["leadSocialWorker", "coreGroup", "firstCoreGroupOn", "coreGroupFrequency", "visitInterval", "reviewOn"],
            driver.State.Conference!.MissingFromOutcome);
        Assert.Equal(Date("2026-02-25"), driver.Owed("conferenceOutcome").DueOn);
        Assert.Equal(Date("2026-03-10"), driver.Owed("visit").DueOn);
        Assert.Equal(Date("2026-03-10"), driver.Owed("cgFirst").DueOn);
        Assert.Equal(Date("2026-05-24"), driver.Owed("rcpcFirst").DueOn);
    }

    [Theory]
    [InlineData("2026-02-25", DeadlineStatus.Met)]
    [InlineData("2026-02-27", DeadlineStatus.MetLate)]
    public void Plan_OutcomeCompleted_GoesOnAndMeetsItsDeadlineOnTheDayOfRecording(string recorded, DeadlineStatus status)
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Sample.Initial(ConferenceDecision.Plan));
        driver.Raise(
            recorded,
            Sample.Plan("2026-03-06", "2026-05-20") with
            {
                VisitInterval = Period.WorkingDays(5),
            },
            occurredOn: "2026-02-24");
        Assert.Equal(CaseStage.OutlinePlan, driver.Stage);
        Assert.Equal(status, driver.Get("conferenceOutcome-1").Status);
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("visit-1").Status);
        Assert.Equal(Date("2026-03-03"), driver.Owed("visit").DueOn);
        Assert.Equal((1, 1), (driver.State.Plan!.Number, driver.State.ConferencesHeld));
        Assert.Null(driver.State.Conference);
    }

    [Fact]
    public void Plan_OutcomeIncomplete_TakesNeitherAnotherPlanNorAnotherBooking()
    {
        // Rules 8935, 8940: one plan at a time.
        var driver = SampleCases.Booked().Raise("2026-02-24", Sample.Initial(ConferenceDecision.Plan));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-02-25", Sample.Booked("2026-03-02", "second")).Kind);
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-02-25", Sample.ReportToParents()).Kind);
        Assert.Equal("domain 3.6 A, outcome incomplete", driver.Refuse("2026-02-25", Sample.Plan("2026-03-06", "2026-05-20")).Rule);
        Assert.Equal(
            "domain 3.6 A, outcome incomplete", driver.Refuse("2026-02-25", Sample.Initial(ConferenceDecision.Plan), "2026-02-24").Rule);
        Assert.Equal(
            "domain 3.6 A, outcome incomplete",
            driver.Refuse("2026-02-25", Sample.Initial(ConferenceDecision.NoFurtherAction), "2026-02-24").Rule);
    }

    [Fact]
    public void Plan_InquorateAndIncomplete_CanBeCompletedByTheSameFew()
    {
        var few = Sample.Present("csc", "police");
        var driver = SampleCases
            .Booked()
            .Raise(
                "2026-02-24",
                new ConferenceInquorate
                {
                    PresentAgencies = ["csc", "police"],
                    Decision = InquorateDecision.Proceed,
                    Reason = Sample.Words,
                })
            .Raise("2026-02-24 13:00", Sample.Initial(ConferenceDecision.Plan) with { Quorate = false, Attendance = few })
            .Raise("2026-02-24 14:00", Sample.Plan("2026-03-06", "2026-05-20") with { Quorate = false, Attendance = few });
        Assert.Equal(CaseStage.OutlinePlan, driver.Stage);
    }

    [Fact]
    [Obligation("S3-01"), Obligation("S3-35")]
    public void Plan_UnqualifiedLeadSocialWorker_IsInvalid()
    {
        var plan = Sample.Plan("2026-03-06", "2026-05-20");
        var rejected = SampleCases
            .Booked()
            .Refuse("2026-02-24", plan with { LeadSocialWorker = plan.LeadSocialWorker! with { Qualified = false } });
        Assert.Equal(("/data/leadSocialWorker/qualified", "S3-01"), (rejected.Field, rejected.Rule));
    }

    [Theory]
    [InlineData(21, PeriodUnit.WorkingDays, "/data/visitInterval")]
    [InlineData(29, PeriodUnit.CalendarDays, "/data/visitInterval")]
    [InlineData(12, PeriodUnit.Months, "/data/visitInterval")]
    [InlineData(13, PeriodUnit.Months, "/data/visitInterval/value")]
    [InlineData(0, PeriodUnit.Weeks, "/data/visitInterval/value")]
    [InlineData(48, PeriodUnit.Hours, "/data/visitInterval/unit")]
    public void Plan_VisitIntervalBeyondTheCapOrNonsense_IsInvalid(int value, PeriodUnit unit, string field) =>
        Assert.Equal(
            field,
            SampleCases
                .Booked()
                .Refuse("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { VisitInterval = new Period(value, unit) })
                .Field);

    [Theory]
    [InlineData(28, PeriodUnit.CalendarDays, "2026-03-10")]
    [InlineData(4, PeriodUnit.Weeks, "2026-03-10")]
    [InlineData(1, PeriodUnit.Weeks, "2026-03-03")]
    public void Plan_VisitInterval_IsTheEarlierOfPlanAndProfile(int value, PeriodUnit unit, string due) =>
        Assert.Equal(
            Date(due),
            SampleCases
                .Booked()
                .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { VisitInterval = new Period(value, unit) })
                .Owed("visit")
                .DueOn);

    [Fact]
    public void Plan_DatesBeyondTheirDeadlines_AreAcceptedWithAWarningEach()
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Sample.Plan("2026-03-11", "2026-05-26"));
        Assert.Contains(driver.Warnings, warning => warning.StartsWith("firstCoreGroupOn is after 10 Mar 2026", StringComparison.Ordinal));
        Assert.Contains(driver.Warnings, warning => warning.StartsWith("reviewOn is after 24 May 2026", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-02-23", "2026-05-20", "/data/firstCoreGroupOn")]
    [InlineData("2026-03-06", "2026-02-24", "/data/reviewOn")]
    public void Plan_DatesBeforeTheConference_AreInvalid(string coreGroup, string review, string field) =>
        // Rule 8841: a review is after the plan's start.
        Assert.Equal(field, SampleCases.Booked().Refuse("2026-02-24", Sample.Plan(coreGroup, review)).Field);

    [Fact]
    public void Decide_WrongTypeOrDecision_IsInvalid()
    {
        var driver = SampleCases.Booked();
        Assert.Equal("/data/conferenceType", driver.Refuse("2026-02-24", Sample.Review(ConferenceDecision.Continue)).Field);
        Assert.Equal("/data/decision", driver.Refuse("2026-02-24", Sample.Initial(ConferenceDecision.End)).Field);
        Assert.Equal("/data/decision", driver.Refuse("2026-02-24", Sample.Initial(ConferenceDecision.Plan) with { Decision = null }).Field);
    }

    [Fact]
    public void Decide_BeforeTheEnquiryStarted_IsInvalid()
    {
        // Rule 8615: the enquiry does not start after its conference.
        var rejected = SampleCases.Booked().Refuse("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"), "2026-02-04");
        Assert.Equal(("/occurredOn", "census rule 8615"), (rejected.Field, rejected.Rule));
    }

    [Fact]
    public void NoFurtherAction_Closes_AndOwesLetterAndRecord()
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Sample.Initial(ConferenceDecision.NoFurtherAction));
        Assert.Equal(new CaseClosure(Date("2026-02-24"), CaseOutcome.ConferenceNoPlan, "RC7"), driver.State.Closure);
        Assert.Equal(
            ["conferenceRecord", "decisionLetter"], driver.State.Deadlines.Select(deadline => deadline.Kind).Order(StringComparer.Ordinal));
        Assert.Null(driver.State.Plan);
    }

    [Theory]
    [InlineData("csc,police,health", true)]
    [InlineData("csc,police", false)]
    [InlineData("police,health,school", false)]
    [InlineData("csc,csc,police", false)]
    public void Quorum_SocialCareAndTwoOthers(string agencies, bool quorate) =>
        Assert.Equal(
            quorate,
            SampleCases
                .Booked()
                .Try(
                    "2026-02-24",
                    Sample.Plan("2026-03-06", "2026-05-20") with
                    {
                        Quorate = null,
                        Attendance = Sample.Present(agencies.Split(',')),
                    }
                ) is Accepted);
}
