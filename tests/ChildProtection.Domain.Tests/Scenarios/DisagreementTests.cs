using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>Scenario S-F of domain 7.1: a disagreement, a refused preference, an early review refused. Typed from the table.</summary>
public sealed class DisagreementTests
{
    [Fact]
    [Obligation("S3-23"), Obligation("S3-69"), Obligation("S0-42"), Obligation("S0-38")]
    public void WholeStory_HasEveryDateOfTheScenario()
    {
        var expected = new Timeline(CaseDriver.Open("2025-05-06 10:00"));
        ToCoreGroup(expected);
        Dispute(expected.Case);
        ProposalAndRequest(expected);
    }

    private static void ToCoreGroup(Timeline expected)
    {
        expected.Raise("2025-05-07", Sample.Decision(ReferralOutcome.StrategyDiscussion));
        expected.Raise("2025-05-08", Sample.Discussion()).Due("icpc", "2025-05-30");
        expected
            .Raise("2025-05-14", Sample.ConferenceNeeded())
            .Raise("2025-05-15", Sample.Booked("2025-05-29"))
            .Raise("2025-05-27", Sample.ReportToParents());
        expected
            .Raise("2025-05-29", Sample.Plan("2025-06-11", "2025-08-28"))
            .Met("icpc-1", "2025-05-29")
            .Due("cgFirst", "2025-06-12")
            .Due("rcpcFirst", "2025-08-29");
        ParentPreference preference = new()
        {
            ParentId = "parent-1",
            Text = Sample.Words,
            Accepted = false,
        };
        var refused = Sample.CoreGroup(1, "2025-07-23");
        var unexplained = expected.Case.Refuse(
            "2025-06-11",
            refused with
            {
                Plan = refused.Plan! with { ParentsPreferences = [preference] },
            });
        Assert.Equal(("/data/plan/parentsPreferences/0/reasonIfNotFollowed", "S3-23"), (unexplained.Field, unexplained.Rule));
        expected
            .Raise(
                "2025-06-11",
                refused with
                {
                    Plan = refused.Plan! with { ParentsPreferences = [preference with { ReasonIfNotFollowed = Sample.Words }] },
                })
            .Met("cgFirst-1", "2025-06-11")
            .Due("cgNotes", "2025-06-18")
            .Due("cgSecond", "2025-07-23")
            .Stage(CaseStage.PlanActive);
        Assert.Equal(1, expected.Case.State.Plan!.Version);
    }

    private static void Dispute(CaseDriver driver)
    {
        driver.AdvanceTo("2025-06-19 09:00");
        var first = driver.Owed("cgNotes").Checkpoints.First(one => one.Tier == 1);
        Assert.Equal((CaseDriver.Local("2025-06-19 09:00"), CaseDriver.Local("2025-06-19 09:00")), (first.At, first.FiredAt!.Value));
        driver.Raise("2025-06-19", new CoreGroupNotesCirculated());
        Assert.Equal((DeadlineStatus.MetLate, 1), (driver.Get("cgNotes-1").Status, driver.Get("cgNotes-1").DaysLate));

        driver.Raise("2025-06-19 14:00", Around.Dispute("school"));
        Assert.Equal(Date("2025-06-23"), driver.Owed("disputeStage1").DueOn);
        driver.Raise("2025-06-23", Around.Outcome(resolved: false));
        Assert.Equal(Date("2025-06-30"), driver.Owed("disputeStage2").DueOn);
        driver.AsManager("2025-06-30", Around.Outcome(resolved: false));
        Assert.Equal(Date("2025-07-02"), driver.Owed("disputeStage3").DueOn);
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
    }

    private static void ProposalAndRequest(Timeline expected)
    {
        var driver = expected.Case;
        driver.Raise("2025-06-30 16:00", Around.Proposal(Around.Mother));
        expected.Due("changeProposalAnswer", "2025-07-14");
        driver.Raise("2025-07-01", Around.Outcome(resolved: true), role: Role.ServiceManager);
        expected.Met("disputeStage3-1", "2025-07-01");
        Assert.Empty(driver.State.Regions.Disputes);
        expected.Raise("2025-07-02", new PlanVersionPublished { Plan = SamplePlan.Full, ChangeReason = Sample.Words });
        Assert.Equal(2, driver.State.Plan!.Version);
        driver.Raise("2025-07-14 11:00", Around.Answer(accepted: true));
        expected.Met("changeProposalAnswer-1", "2025-07-14");

        driver.Raise("2025-07-14", Around.EarlyReview(Around.Mother));
        expected.Due("earlyReviewDecision", "2025-07-15");
        driver.AsChair("2025-07-15", Around.Refused());
        expected.Met("earlyReviewDecision-1", "2025-07-15").Due("rcpcFirst", "2025-08-29");
        Assert.Equal(["school", "leadSocialWorker", "teamManager", "conferenceChair"], driver.ToldOf("earlyReviewDecided"));
    }
}
