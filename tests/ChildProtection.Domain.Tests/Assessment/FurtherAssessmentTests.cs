using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Assessment;

/// <summary>
/// A second assessment has no referral of its own to count from (census guide 4.1, 4.9): its 45 working days run from the day on which it
/// was decided on or begun. Holidays in the counts: 3 and 6 April, 4 and 25 May, 31 August 2026.
/// </summary>
public sealed class FurtherAssessmentTests
{
    [Fact]
    public void EnquiryLeadsBackToAssessment_AfterTheFirstWasSigned_OwesAnotherFromThatDay()
    {
        var driver = Signed(SampleCases.Section47(), "2026-02-10", "2026-02-11")
            .Raise("2026-02-12", Sample.NoConference(EnquiryNext.Assessment));
        var owed = driver.Owed("assessment");
        Assert.Equal((CaseStage.Assessing, "assessment-2", Date("2026-04-20")), (driver.Stage, owed.Id, owed.DueOn));
        Assert.Equal(
            (new DeadlineAnchor("Section47Concluded", Date("2026-02-12")), "Complete the further assessment"), (owed.Anchor, owed.Title));
        Assert.StartsWith("This is not the assessment that the referral asked for", owed.Explanation, StringComparison.Ordinal);
        Assert.Contains(owed.Source, source => source.Contains("CIN census guide 2023-24, 4.9", StringComparison.Ordinal));
        // Beginning it late gives no more days; its signature concludes.
        driver.Raise("2026-02-23", new AssessmentStarted());
        Assert.Equal(("assessment-2", Date("2026-04-20")), (driver.Owed("assessment").Id, driver.Owed("assessment").DueOn));
        Assert.Equal(CaseStage.StepDownCin, Signed(driver, "2026-04-20", "2026-04-21").Stage);
        Assert.Equal((DeadlineStatus.Met, DeadlineStatus.MetLate), (driver.Get("assessment-1").Status, driver.Get("assessment-2").Status));
    }

    [Fact]
    public void EnquiryLeadsBackToAssessment_WhileTheFirstIsOpen_GoesOnWithIt()
    {
        var driver = SampleCases
            .Section47()
            .Raise("2026-02-10", new AssessmentStarted())
            .Raise("2026-02-12", Sample.NoConference(EnquiryNext.Assessment));
        Assert.Equal(("assessment-1", Date("2026-04-08")), (driver.Owed("assessment").Id, driver.Owed("assessment").DueOn));
    }

    [Fact]
    public void EnquiryLeadsBackToAssessment_OfAChildInNeed_OwesAnotherBesideTheReviews()
    {
        var driver = Signed(SampleCases.Assessing(), "2026-02-06", "2026-02-10")
            .Raise("2026-03-02", Sample.Concern())
            .Raise("2026-03-03", Sample.Discussion())
            .Raise("2026-03-09", Sample.NoConference(EnquiryNext.Assessment));
        Assert.Equal((CaseStage.Assessing, Date("2026-05-14")), (driver.Stage, driver.Owed("assessment").DueOn));
        Assert.Equal(Date("2026-03-10"), driver.Owed("cinReview").DueOn);
    }

    [Fact]
    public void DiscussionLeadsBackToAssessment_AfterTheFirstWasSigned_OwesAnotherFromThatDay()
    {
        // The signature could conclude nothing while the discussion was owed.
        var driver = Signed(SampleCases.StrategyPending(), "2026-02-04 13:00", "2026-02-05 10:00")
            .Raise("2026-02-05", Sample.Discussion(s47: false));
        Assert.Equal(
            (CaseStage.Assessing, new DeadlineAnchor("StrategyDiscussionHeld", Date("2026-02-05")), Date("2026-04-13")),
            (driver.Stage, driver.Owed("assessment").Anchor, driver.Owed("assessment").DueOn));
    }

    [Fact]
    public void DecisionToAssess_AfterTheAssessmentWasSigned_OwesAnotherFromThatDay()
    {
        var driver = Signed(SampleCases.Referred().Raise("2026-02-02 18:00", Sample.Concern()), "2026-02-03 09:00", "2026-02-03 10:00")
            .Raise("2026-02-03 11:00", Sample.Discussion(s47: false));
        Assert.Equal((CaseStage.Referred, false), (driver.Stage, driver.State.Has("assessment")));
        driver.Raise("2026-02-03 14:00", Sample.Decision(ReferralOutcome.Assess));
        Assert.Equal((CaseStage.Assessing, DeadlineStatus.Met, "assessment-2", Date("2026-04-09")),
            (driver.Stage, driver.Get("assessment-1").Status, driver.Owed("assessment").Id, driver.Owed("assessment").DueOn));
    }

    [Fact]
    public void Start_BeforeTheReferralIsDecided_WaitsForTheDecisionThatOpensIt()
    {
        var driver = SampleCases.Referred().Raise("2026-02-02 18:00", Sample.Concern()).Raise("2026-02-02 19:00", new AssessmentStarted());
        Assert.False(driver.State.Has("assessment"));
        Assert.Equal(
            new DeadlineAnchor("ReferralReceived", Date("2026-02-02")),
            driver.Raise("2026-02-03", Sample.Decision(ReferralOutcome.Assess)).Owed("assessment").Anchor);
    }

    [Fact]
    public void Start_OfAnotherThatNobodyAskedFor_CountsFromItsOwnStart()
    {
        var driver = Signed(SampleCases.Assessing(), "2026-02-06", "2026-02-10")
            .Raise("2026-03-03", new AssessmentStarted(), occurredOn: "2026-03-02");
        Assert.Equal(
            (CaseStage.StepDownCin, new DeadlineAnchor("AssessmentStarted", Date("2026-03-02")), Date("2026-05-07")),
            (driver.Stage, driver.Owed("assessment").Anchor, driver.Owed("assessment").DueOn));
        Assert.Equal(CaseStage.StepDownCin, Signed(driver, "2026-05-05", "2026-05-07").Stage);
        Assert.Equal((DeadlineStatus.Met, Date("2026-05-07")), driver.Stands("assessment-2"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Assessment_OfAChildWhoMovedHere_CountsFromItsStartAndIsOwedUntilItIsSigned(bool startRaised)
    {
        var driver = CaseDriver.Open("2026-03-02 09:00", referral: Notice());
        if (startRaised)
            driver.Raise("2026-03-09", new AssessmentStarted());
        driver.Raise("2026-03-20", Sample.Assessment(AssessmentConclusion.ChildInNeed) with { StartedOn = Date("2026-03-09") })
            .Raise("2026-03-23", new AssessmentReturned(), actor: "mgr.1");
        Assert.Equal(
            (new DeadlineAnchor("AssessmentStarted", Date("2026-03-09")), Date("2026-05-14")),
            (driver.Owed("assessment").Anchor, driver.Owed("assessment").DueOn));
    }

    [Fact]
    public void Assessment_OfAListedChild_CountsFromTheNoticeTheFirstTimeAndFromTheDecisionTheSecond()
    {
        var driver = CaseDriver
            .Open("2026-05-23 21:00", referral: Notice() with { Temporary = true, Profile = "S0-GENERIC" })
            .Raise("2026-05-26", Sample.Concern())
            .Raise("2026-05-29", Sample.Assessment(AssessmentConclusion.ChildInNeed));
        Assert.Equal(new DeadlineAnchor("TransferInNotified", Date("2026-05-23")), driver.Owed("assessment").Anchor);
        driver
            .Raise("2026-06-11", new AssessmentCounterSigned(), actor: "mgr.1")
            .Raise("2026-07-06", Sample.Discussion())
            .Raise("2026-08-02", Sample.NoConference(EnquiryNext.Assessment));
        Assert.Equal(Date("2026-10-05"), driver.Owed("assessment").DueOn);
        Assert.Equal(Date("2026-10-05"), driver.Raise("2026-08-13", new AssessmentStarted()).Owed("assessment").DueOn);
        // A change of profile counts it again from the same day.
        driver.Raise(
            "2026-08-14",
            new ProfileChanged
            {
                ProfileId = "S2-COUNCIL",
                Version = "1.0",
                Reason = Sample.Words,
            });
        Assert.Equal(
            ("Complete the further assessment", Date("2026-10-05")), (driver.Owed("assessment").Title, driver.Owed("assessment").DueOn));
    }

    private static CaseDriver Signed(CaseDriver driver, string submitted, string signed) =>
        driver
            .Raise(submitted, Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise(signed, new AssessmentCounterSigned(), actor: "mgr.1");

    private static TransferInNotified Notice() =>
        new()
        {
            FromAuthority = "authority-devon",
            Team = "north",
            PlanStartedOn = Date("2025-11-03"),
            Categories = ["NEG"],
            Child = Sample.Referral().Child,
        };
}
