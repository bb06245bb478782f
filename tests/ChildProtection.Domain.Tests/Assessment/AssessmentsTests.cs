using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Assessment;

public sealed class AssessmentsTests
{
    [Fact]
    [Obligation("S0-35")]
    public void CounterSign_ByItsAuthor_IsNotAllowed()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed));
        foreach (var signing in (CaseEvent[])[new AssessmentCounterSigned(), new AssessmentReturned()])
        {
            var rejected = driver.Refuse("2026-02-09", signing, role: Role.TeamManager);
            Assert.Equal((RejectionKind.NotAllowed, "S0-35"), (rejected.Kind, rejected.Rule));
        }

        Assert.Equal(Date("2026-02-11"), driver.Owed("assessmentCounterSign").DueOn);
    }

    [Fact]
    [Obligation("S0-35")]
    public void Submit_WithoutSignature_DoesNotCompleteTheAssessment()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed));
        Assert.Equal(DeadlineStatus.Open, driver.Owed("assessment").Status);
        Assert.Equal(CaseStage.Assessing, driver.Stage);
    }

    [Fact]
    public void Deadline_Anchor_IsTheReferralWhateverOpenedIt() =>
        Assert.Equal(new DeadlineAnchor("ReferralReceived", Date("2026-02-02")), SampleCases.Assessing().Owed("assessment").Anchor);

    [Fact]
    public void Return_DueDate_Stays()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-02-09", new AssessmentReturned(), actor: "mgr.1", role: Role.TeamManager);
        Assert.Equal(Date("2026-04-08"), driver.Owed("assessment").DueOn);
        Assert.Equal(DeadlineStatus.Met, driver.Get("assessmentCounterSign-1").Status);
        driver.Raise("2026-02-12", Sample.Assessment(AssessmentConclusion.EarlyHelp));
        Assert.Equal(
            ("assessmentCounterSign-2", Date("2026-02-17")),
            (driver.Owed("assessmentCounterSign").Id, driver.Owed("assessmentCounterSign").DueOn));
        Assert.Equal("RC9", driver.Raise("2026-02-13", new AssessmentCounterSigned(), actor: "mgr.1").State.Closure!.CensusCode);
    }

    [Theory]
    [InlineData(AssessmentConclusion.NoFurtherAction, CaseOutcome.AssessedNoFurtherAction, "RC8")]
    [InlineData(AssessmentConclusion.EarlyHelp, CaseOutcome.AssessedEarlyHelp, "RC9")]
    public void CounterSign_NotInNeedAndNeverEnquired_ClosesOnThatDay(AssessmentConclusion conclusion, CaseOutcome outcome, string code)
    {
        var driver = SampleCases
            .Assessing()
            .Raise("2026-02-06", Sample.Assessment(conclusion, "21"))
            .Raise("2026-02-10", new AssessmentCounterSigned(), actor: "mgr.1");
        Assert.Equal(new CaseClosure(Date("2026-02-10"), outcome, code), driver.State.Closure);
        Assert.Equal(Date("2026-02-10"), driver.Get("assessment-1").MetOn);
    }

    [Fact]
    public void CounterSign_InNeed_BeginsTheChildInNeedPlan()
    {
        var driver = SampleCases
            .Assessing()
            .Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-02-10", new AssessmentCounterSigned(), actor: "mgr.1");
        Assert.Equal(CaseStage.StepDownCin, driver.Stage);
        Assert.Equal(Date("2026-03-10"), driver.Owed("cinReview").DueOn);
    }

    [Theory]
    [InlineData(CaseStage.StrategyPending)]
    [InlineData(CaseStage.Section47)]
    [InlineData(CaseStage.ConferencePending)]
    [InlineData(CaseStage.OutlinePlan)]
    [InlineData(CaseStage.PlanActive)]
    public void CounterSign_OutsideAssessing_NeverChangesTheStage(CaseStage stage)
    {
        var driver = SampleCases.In(stage).Raise("2026-03-06 14:00", Sample.Assessment(AssessmentConclusion.NoFurtherAction))
            .Raise("2026-03-06 15:00", new AssessmentCounterSigned(), actor: "mgr.1");
        Assert.Equal(stage, driver.Stage);
        Assert.False(driver.State.Has("assessment"));
    }

    [Fact]
    public void CounterSign_BeforeItWasSubmitted_IsInvalid() =>
        Assert.Equal(
            "/occurredOn",
            SampleCases
                .Assessing()
                .Raise("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed))
                .Refuse("2026-02-09", new AssessmentCounterSigned(), "2026-02-05", "mgr.1")
                .Field);

    [Fact]
    public void Start_WhileOneIsOpen_IsNotAllowed()
    {
        // Rule 8896: at most one open assessment.
        var driver = SampleCases.Assessing().Raise("2026-02-03 09:00", new AssessmentStarted { AssessmentId = "A1" });
        Assert.Equal(
            (RejectionKind.NotAllowed, "census rule 8896"),
            (driver.Refuse("2026-02-04", new AssessmentStarted()).Kind, driver.Refuse("2026-02-04", new AssessmentStarted()).Rule));
        Assert.Equal(
            "/data/assessmentId",
            driver.Refuse("2026-02-05", Sample.Assessment(AssessmentConclusion.ChildInNeed) with { AssessmentId = "A2" }).Field);
        Assert.Equal("sw.1", driver.State.LeadSocialWorker);
    }

    [Theory]
    [InlineData("2026-02-01")]
    [InlineData("2026-02-07")]
    public void Submit_StartedOutsideReferralAndSubmission_IsInvalid(string started) =>
        Assert.Equal(
            "/data/startedOn",
            SampleCases
                .Assessing()
                .Refuse("2026-02-06", Sample.Assessment(AssessmentConclusion.ChildInNeed) with { StartedOn = Date(started) })
                .Field);

    [Fact]
    public void Submit_Factor21WithOthers_IsInvalid()
    {
        // Rule 8869: factor 21 stands alone.
        var rejected = SampleCases.Assessing().Refuse("2026-02-06", Sample.Assessment(AssessmentConclusion.NoFurtherAction, "21", "18B"));
        Assert.Equal(("/data/factors", "census rule 8869"), (rejected.Field, rejected.Rule));
    }

    [Theory]
    [InlineData("2026-02-05", EnquiryOutcome.NotSubstantiated, AssessmentConclusion.NoFurtherAction, true)]
    [InlineData("2026-02-04", EnquiryOutcome.NotSubstantiated, AssessmentConclusion.NoFurtherAction, false)]
    [InlineData("2026-02-05", EnquiryOutcome.SubstantiatedNoConference, AssessmentConclusion.NoFurtherAction, false)]
    [InlineData("2026-02-05", EnquiryOutcome.NotSubstantiated, AssessmentConclusion.ChildInNeed, false)]
    public void Submit_Factor21AfterAnEnquiry_NeedsBothToHaveBegunTogetherAndEndedInNothing(
        string started, EnquiryOutcome outcome, AssessmentConclusion conclusion, bool fits)
    {
        var driver = SampleCases
            .Section47()
            .Raise("2026-02-12", new Section47Concluded { Outcome = outcome, Next = EnquiryNext.Assessment, Reason = Sample.Words });
        if (outcome == EnquiryOutcome.SubstantiatedNoConference)
            driver.Decide("2026-02-12", ApprovalVerdict.Approve, Role.TeamManager);
        var decision = driver.Try("2026-02-16", Sample.Assessment(conclusion, "21") with { StartedOn = Date(started) });
        Assert.Equal(fits, decision is Accepted);
    }

    [Fact]
    public void Submit_Factor21InASecondAssessment_IsJudgedByItsOwnStart()
    {
        // The first assessment began with the enquiry, the second one did not.
        var driver = SampleCases
            .Section47()
            .Raise("2026-02-05 13:00", new AssessmentStarted())
            .Raise("2026-02-10", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-02-11", new AssessmentCounterSigned(), actor: "mgr.1")
            .Raise("2026-02-12", Sample.NoConference(EnquiryNext.Assessment))
            .Raise("2026-02-13", new AssessmentStarted());
        Assert.Equal("/data/factors", driver.Refuse("2026-02-16", Sample.Assessment(AssessmentConclusion.NoFurtherAction, "21")).Field);
    }
}
