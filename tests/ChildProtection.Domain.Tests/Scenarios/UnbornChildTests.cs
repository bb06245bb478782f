using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Unborn;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>
/// Scenario S-C of domain 7.1: a conference before the birth, the birth, and the variants. Every date is typed from the table.
/// </summary>
public sealed class UnbornChildTests
{
    [Fact]
    [Obligation("S3-35")]
    public void WholeCase_BornInAugust_HasEveryDateOfTheScenario()
    {
        var expected = OnAPlan();
        expected
            .Raise("2026-06-05", Sample.CoreGroup(1, "2026-07-17"))
            .Met("cgFirst-1", "2026-06-05")
            .Due("cgNotes", "2026-06-12")
            .Due("cgSecond", "2026-07-17");

        expected
            .Raise("2026-08-11", new ChildBorn { Sex = "F", MotherFitForMeeting = true })
            .Due("postBirthMeeting", "2026-08-21")
            .Due("visit", "2026-08-25")
            .Due("visitCap", "2026-09-08")
            .Due("rcpcFirst", "2026-08-26");
        Assert.Equal(
            (BirthStatus.Born, Date("2026-08-11"), null),
            (
                expected.Case.State.Regions.Birth.Status,
                expected.Case.State.Child.DateOfBirth!.Value,
                expected.Case.State.Child.ExpectedDateOfBirth));

        // One review meets the duty after the birth and the first review alike.
        expected
            .Raise("2026-08-18", Sample.Review(ConferenceDecision.Continue))
            .Met("postBirthMeeting-1", "2026-08-18")
            .Met("rcpcFirst-1", "2026-08-18")
            .Due("rcpcLater", "2027-02-18");
    }

    [Fact]
    public void Born_MotherNotFit_HasTwentyDays() =>
        OnAPlan()
            .Raise("2026-08-11", new ChildBorn { MotherFitForMeeting = false })
            .Due("postBirthMeeting", "2026-08-31", scheduleBy: "2026-08-28");

    [Fact]
    public void Born_CoreGroupAfterTheBirth_MeetsTheDutyOneBeforeItDoesNot()
    {
        var expected = OnAPlan().Raise("2026-08-11", new ChildBorn());
        expected.Raise("2026-08-12", Sample.CoreGroup(1, "2026-09-20"), occurredOn: "2026-08-10").Due("postBirthMeeting", "2026-08-21");
        expected.Raise("2026-08-20", Sample.CoreGroup()).Met("postBirthMeeting-1", "2026-08-20");
    }

    [Fact]
    public void BeforeTheBirth_ContactsAreWithTheMotherAndNoVisitIsDue()
    {
        var driver = OnAPlan().Case;
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind is "visit" or "visitCap");
        driver.Raise("2026-06-01", Sample.Visit(seen: false));
        Assert.Equal("Contact with the mother before the birth", driver.Facts.Last().Summary);
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind == "visit");
    }

    [Fact]
    public void PregnancyEnded_OnAPlan_EndsItThatDayWithRC2AndKeepsTheExpectedDate()
    {
        var driver = OnAPlan()
            .Raise("2026-07-02", new PregnancyEnded { Kind = PregnancyEndKind.Miscarriage }, occurredOn: "2026-07-01")
            .Case;
        Assert.Equal(
            (Date("2026-07-01"), new CaseClosure(Date("2026-07-01"), CaseOutcome.PregnancyEnded, "RC2")),
            (driver.State.Plan!.EndedOn!.Value, driver.State.Closure));
        Assert.Equal(
            (null, Date("2026-08-20"), BirthStatus.PregnancyEnded),
            (driver.State.Child.DateOfBirth, driver.State.Child.ExpectedDateOfBirth!.Value, driver.State.Regions.Birth.Status));
        Assert.Equal(Date("2026-07-02"), driver.Owed("endNotification").DueOn);
    }

    [Fact]
    public void Born_BeforeTheConference_ItBecomesAnInitialOneWithTheEnquirysOwnDays()
    {
        var expected = Enquired().Raise("2026-05-11", new ChildBorn());
        Assert.Equal(DeadlineStatus.Cancelled, expected.Case.Get("prebirthConference-1").Status);
        expected.Due("icpc", "2026-05-28");
        Assert.Equal(Date("2026-05-06"), expected.Case.Owed("icpc").Anchor.On);
        expected.Raise("2026-05-12", Sample.ConferenceNeeded());
        Assert.Equal(
            "/data/conferenceType",
            expected
                .Case.Refuse("2026-05-26", Sample.Plan("2026-06-05", "2026-08-20") with { ConferenceType = ConferenceType.PreBirth })
                .Field);
        expected.Raise("2026-05-26", Sample.Plan("2026-06-05", "2026-08-20")).Met("icpc-1", "2026-05-26").Due("visit", "2026-06-09");
    }

    [Fact]
    public void Conference_LateEnquiry_IsDueByThe34thWeek()
    {
        // SD 1 July: 15 working days end on 22 July, the 34th week on 9 July.
        var expected = new Timeline(Open("2026-06-29 10:00"))
            .Raise("2026-06-29", Sample.Decision(ReferralOutcome.StrategyDiscussion), "mgr.1")
            .Raise("2026-07-01", Sample.Discussion());
        expected.Due("prebirthConference", "2026-07-09");
    }

    [Fact]
    public void Conference_AskedForWithoutAnEnquiry_IsPendingAndDueByThe34thWeek()
    {
        var expected = new Timeline(Open("2026-04-27 10:00")).Raise("2026-04-28", Sample.Decision(ReferralOutcome.Assess), "mgr.1");
        expected
            .Raise("2026-04-29", new ConferenceRequested { ConferenceType = ConferenceType.PreBirth })
            .Stage(CaseStage.ConferencePending)
            .Due("prebirthConference", "2026-07-09");
    }

    [Theory]
    [InlineData("2027-02-02", "U", "/child/expectedDateOfBirth", "census rule 8606")]
    [InlineData("2026-03-01", "U", "/child/expectedDateOfBirth", "census guide 2.1")]
    [InlineData("2026-08-20", "F", "/child/sex", "census rule 8750")]
    public void Refer_Unborn_WhatCannotBe_IsInvalid(string expectedOn, string sex, string field, string rule)
    {
        var rejected = Assert.IsType<Rejected>(CaseDriver.Refer("2026-04-27 10:00", referral: Referral(expectedOn, sex)));
        Assert.Equal((field, rule), (rejected.Field, rejected.Rule));
    }

    [Fact]
    public void Refer_Unborn_280DaysBefore_IsTheEarliest()
    {
        Assert.IsType<Accepted>(CaseDriver.Refer("2025-11-13 10:00", referral: Referral("2026-08-20", "U")));
        Assert.IsType<Rejected>(CaseDriver.Refer("2025-11-12 10:00", referral: Referral("2026-08-20", "U")));
    }

    [Fact]
    public void Birth_BeforeTheReferral_IsTakenAsItHappened()
    {
        var driver = Open("2026-04-27 10:00").Raise("2026-04-27 11:00", new ChildBorn(), occurredOn: "2026-04-26");
        Assert.Equal((Date("2026-04-26"), Date("2026-04-27")), (driver.State.Child.DateOfBirth!.Value, driver.State.LastActivityOn));
    }

    [Fact]
    public void Unborn_WhatABornChildAloneCanHave_IsNotAllowed()
    {
        var driver = Enquired().Case;
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-05-07", new ChildDied()).Kind);
        Assert.Equal(
            RejectionKind.NotAllowed,
            driver.Refuse("2026-05-07", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-05-07 11:00") }).Kind);
        Assert.Equal(RejectionKind.NotAllowed, driver.Raise("2026-05-08", new ChildBorn()).Refuse("2026-05-09", new ChildBorn()).Kind);
    }

    private static Timeline OnAPlan()
    {
        var expected = Enquired()
            .Raise("2026-05-12", Sample.ConferenceNeeded())
            .Stage(CaseStage.ConferencePending)
            .Raise("2026-05-13", Sample.Booked("2026-05-26"));
        expected
            .Raise("2026-05-26", Sample.Plan("2026-06-05", "2026-08-18", "EMO", "NEG") with { ConferenceType = ConferenceType.PreBirth })
            .Met("prebirthConference-1", "2026-05-26")
            .Stage(CaseStage.OutlinePlan)
            .Due("cgFirst", "2026-06-09")
            .Due("rcpcFirst", "2026-08-26");
        Assert.Equal(
            ("MUL", "sw.1", Date("2026-05-26")),
            (expected.Case.State.Plan!.Category, expected.Case.State.LeadSocialWorker, expected.Case.State.Plan.StartedOn));
        Assert.Equal(Date("2026-05-26"), expected.Case.State.Enquiry!.ConferenceOn);
        return expected;
    }

    private static Timeline Enquired()
    {
        var expected = new Timeline(Open("2026-04-27 10:00")).Due("referralDecision", "2026-04-28");
        expected.Raise("2026-04-28", Sample.Decision(ReferralOutcome.StrategyDiscussion), "mgr.1").Due("assessment", "2026-07-01");
        expected.Raise("2026-05-06", Sample.Discussion()).Stage(CaseStage.Section47).Due("prebirthConference", "2026-05-28");
        Assert.Equal(Date("2026-05-28"), expected.Case.State.Regions.Birth.ConferenceTargetOn);
        Assert.Contains(expected.Case.Warnings, warning => warning.Contains("28 May 2026", StringComparison.Ordinal));
        return expected;
    }

    private static CaseDriver Open(string received) => CaseDriver.Open(received, referral: Referral("2026-08-20", "U"));

    private static ReferralReceived Referral(string expectedOn, string sex)
    {
        var referral = Sample.Referral();
        return referral with
        {
            ReferralSource = "3D",
            Child = referral.Child with { DateOfBirth = null, Sex = sex, ExpectedDateOfBirth = Date(expectedOn) },
        };
    }
}
