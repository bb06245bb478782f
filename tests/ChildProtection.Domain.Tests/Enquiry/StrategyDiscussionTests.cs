using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Enquiry;

public sealed class StrategyDiscussionTests
{
    [Theory]
    [InlineData(CaseStage.Assessing, "2026-02-04")]
    [InlineData(CaseStage.StepDownCin, "2026-05-21")]
    public void Held_WithoutEnquiry_GoesBackWhereTheConcernCame(CaseStage stage, string on)
    {
        var driver = SampleCases.In(stage).Raise(on, Sample.Concern());
        Assert.Equal(CaseStage.StrategyPending, driver.Stage);
        Assert.Equal(stage, driver.Raise(on, Sample.Discussion(s47: false)).Stage);
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind is "icpc" or "strategyDiscussion");
    }

    [Fact]
    [Obligation("S0-03")]
    public void Concern_OfSignificantHarm_IsActedOnWithinAWorkingDayAndReachesTheManagerElse()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-04", Sample.Concern());
        Assert.Equal(Date("2026-02-05"), driver.Owed("strategyDiscussion").DueOn);
        Assert.Equal(["leadSocialWorker", "teamManager"], driver.ToldOf("newConcernReported"));
        driver.AdvanceTo("2026-02-06 09:00");
        Assert.Contains("teamManager", driver.ToldOf("escalation"));
        // Steps at once where they cannot wait for the discussion.
        driver.Raise("2026-02-06 10:00", new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-02-06 09:30") });
        Assert.Equal(EmergencyStatus.PoliceProtection, driver.State.Regions.Emergency.Status);
    }

    [Fact]
    [Obligation("S0-03")]
    public void Concern_WithoutSignificantHarm_ChangesNothingButTheRecord()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-04", Sample.Concern(significantHarm: false));
        Assert.Equal(CaseStage.Assessing, driver.Stage);
        Assert.False(driver.State.Has("strategyDiscussion"));
    }

    [Fact]
    public void Concern_Second_OpensNoSecondDiscussion()
    {
        var driver = SampleCases.StrategyPending().Raise("2026-02-05 09:30", Sample.Concern());
        Assert.Equal(Date("2026-02-05"), driver.Owed("strategyDiscussion").DueOn);
    }

    [Fact]
    public void Held_BeforeTheConcern_IsInvalid() =>
        Assert.Equal("/occurredOn", SampleCases.StrategyPending().Refuse("2026-02-05", Sample.Discussion(), "2026-02-03").Field);

    [Fact]
    public void Held_WithoutPolice_IsAcceptedWithAWarning() =>
        Assert.NotEmpty(
            SampleCases.StrategyPending().Raise("2026-02-05", Sample.Discussion() with { Attendees = ["csc", "health"] }).Warnings);

    [Fact]
    public void Held_LaterDiscussion_DoesNotRestartTheConferenceClock()
    {
        // Census guide 4.12.2: the clock runs from the discussion that initiated the enquiry. During the enquiry none is owed.
        var driver = SampleCases.Section47().Raise("2026-02-06", Sample.Concern());
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-02-09", Sample.Discussion()).Kind);
        Assert.Equal(Date("2026-02-26"), driver.Owed("icpc").DueOn);
        Assert.Equal(Date("2026-02-05"), driver.State.Enquiry!.StartedOn);
    }

    [Fact]
    public void Concern_BesideAPlan_IsDiscussedWithoutLeavingThePlan()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-10", Sample.Concern());
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
        Assert.Equal(Date("2026-03-11"), driver.Owed("strategyDiscussion").DueOn);
        driver.Raise("2026-03-11", Sample.Discussion());
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
        Assert.Contains(driver.Warnings, warning => warning.Contains("stays in force", StringComparison.Ordinal));
        Assert.Equal(Date("2026-05-24"), driver.Owed("rcpcFirst").DueOn);
    }

    [Fact]
    public void Held_AfterThePlanEndedMeanwhile_StartsTheEnquiry()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-19", Sample.Concern())
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed)).Raise("2026-05-20 15:00", Sample.Concern());
        driver.Raise("2026-05-20 17:00", Sample.Discussion());
        Assert.Equal(CaseStage.Section47, driver.Stage);
        Assert.False(driver.State.Has("strategyDiscussion"));
    }

    [Fact]
    public void Held_EnquiryBeforeTheFormerOneEnded_IsInvalid()
    {
        // Rules 8890, 8839: no second enquiry while one is open. Both facts reach the case late.
        var driver = SampleCases
            .Section47()
            .Raise("2026-02-13", Sample.NoConference(EnquiryNext.ChildInNeed))
            .Raise("2026-02-16", Sample.Concern(), "2026-02-09");
        var rejected = driver.Refuse("2026-02-16", Sample.Discussion(), "2026-02-10");
        Assert.Equal(("/occurredOn", "census rules 8890, 8839"), (rejected.Field, rejected.Rule));
        Assert.Equal(Date("2026-02-13"), driver.Raise("2026-02-16", Sample.Discussion(), "2026-02-13").State.Enquiry!.StartedOn);
    }
}
