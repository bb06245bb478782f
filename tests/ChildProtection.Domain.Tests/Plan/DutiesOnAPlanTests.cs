using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Plan;

/// <summary>Whose a duty on a plan is: the lead social worker's, the manager's, the core group's agencies'.</summary>
public sealed class DutiesOnAPlanTests
{
    private static readonly PlanAction Breakfast = SamplePlan.Full.Actions![0];

    /// <summary>
    /// Domain 1.6-d: see the child as the plan says, turn the outline into the detailed plan and circulate it, explain it, complete the
    /// assessment, keep the record.
    /// </summary>
    [Theory]
    [InlineData("visit")]
    [InlineData("visitCap")]
    [InlineData("cgFirst")]
    [InlineData("cgNotes")]
    [InlineData("childVersionGiven")]
    [InlineData("assessment")]
    [InlineData("planAction")]
    [Obligation("S3-42")]
    public void LeadSocialWorker_DutiesOfThePlan_AreTheirsByNameInEveryProfile(string kind)
    {
        foreach (var profile in ProcedureLibrary.Ids)
        {
            var driver = Around.PlanActive(profile).Raise("2026-03-09", new PlanVersionPublished { Plan = SamplePlan.WithParents });
            var owed = driver.Deadlines.Last(deadline => deadline.Kind == kind);
            Assert.Equal((profile, "leadSocialWorker"), (profile, owed.Responsible));
            Assert.Contains("leadSocialWorker", owed.Checkpoints[0].To);
        }
    }

    [Theory]
    [InlineData("AssessmentCounterSigned")]
    [InlineData("AssessmentReturned")]
    [InlineData("UnexpectedEventDecided")]
    [InlineData("ComplaintAnswered")]
    [InlineData("ReferralDecision")]
    [InlineData("StrategyDiscussionHeld")]
    [Obligation("S0-34")]
    public void Manager_DefinedDuties_AreTheManagersAndNotTheLeadSocialWorkers(string type)
    {
        var roles = EventCatalogue.Find(type)!.Roles;
        Assert.Contains(Role.TeamManager, roles);
        Assert.DoesNotContain(Role.SocialWorker, roles);
        // The first to hear that a duty on the plan was missed is the manager, whom the plan names.
        var driver = SampleCases.OutlinePlan().AdvanceTo("2026-03-11 09:00");
        Assert.Contains("teamManager", driver.Owed("cgFirst").Checkpoints.First(one => one.Tier == 1).To);
        Assert.Equal("mgr.1", driver.State.Plan!.LeadSocialWorkerManager);
    }

    /// <summary>Every decision has its day, and the person above is told when it passes.</summary>
    [Theory]
    [InlineData("referralDecision")]
    [InlineData("strategyDiscussion")]
    [InlineData("icpc")]
    [InlineData("conferenceOutcome")]
    [InlineData("rcpcFirst")]
    [InlineData("rcpcLater")]
    [InlineData("assessmentCounterSign")]
    [InlineData("changeProposalAnswer")]
    [InlineData("earlyReviewDecision")]
    [InlineData("legalPlanningMeeting")]
    [Obligation("S1-43")]
    public void Decision_OfEachKind_HasItsTimescaleInGuernseyAndClimbsWhenItIsNotMade(string kind)
    {
        var profile = ProcedureLibrary.Get("S1-GUERNSEY");
        var context = CaseContext.Beginning(ProcedureCatalogue.Shipped, profile.Id, Instant("2026-03-02T12:00:00Z"));
        var open = DeadlineFactory.Open(
            profile,
            context.Calendar,
            new DeadlineRequest(new(kind, Date("2026-03-02")), 1, "event", context.Now));
        Assert.True(open.DueOn > Date("2026-03-02"));
        var tiers = open.Checkpoints.Where(one => one.Kind == CheckpointKind.Escalation).ToArray();
        Assert.Equal([1, 2, 3], tiers.Select(one => one.Tier!.Value));
        Assert.All(tiers, one => Assert.NotEmpty(one.To));
    }

    [Fact]
    [Obligation("S0-31")]
    public void Action_ThatFallsBehind_IsBroughtToTheLeadSocialWorkerBeforeAndAfterItsDay()
    {
        var driver = Agreed(Breakfast).AdvanceTo("2026-03-18 09:00");
        Assert.Contains("leadSocialWorker", driver.ToldOf("reminder"));
        driver.AdvanceTo("2026-03-21 00:00");
        Assert.Contains("leadSocialWorker", driver.ToldOf("overdue"));
    }

    [Fact]
    [Obligation("S1-27"), Obligation("S3-32")]
    public void Service_ThatAnAgencyTookOn_IsBroughtToItAndItsLapseToTheManager()
    {
        var driver = Agreed(Breakfast, Breakfast with { ActionId = "outside", Agency = "charity" }).AdvanceTo("2026-03-18 09:00");
        Assert.Contains("school", Told("reminder"));
        driver.AdvanceTo("2026-03-21 00:00");
        Assert.Contains("school", Told("overdue"));
        driver.AdvanceTo("2026-03-23 09:00");
        Assert.Contains("teamManager", Told("escalation"));
        // An agency outside the core group hears nothing of the child.
        Assert.DoesNotContain(driver.Everything(), one => one.To.Agency == "charity");

        IEnumerable<string> Told(string kind) => driver.Everything().Where(one => one.Kind.Name == kind).Select(one => one.To.Code);
    }

    [Fact]
    [Obligation("S0-40")]
    public void Report_AskedOfAMember_HasItsDayAndIsDoneOnceItIsInTheRecord()
    {
        var driver = Agreed(Breakfast with { ActionId = "school-report", Kind = ActionKind.Report });
        Assert.Equal(Date("2026-03-20"), driver.Owed("planAction").DueOn);
        var refused = driver.Refuse("2026-03-16", new ActionCompleted { ActionId = "school-report" });
        Assert.Equal(("/data/evidence", "S0-40"), (refused.Field, refused.Rule));
        Assert.Equal(
            DeadlineStatus.Met,
            driver
                .Raise("2026-03-16 13:00", new ActionCompleted { ActionId = "school-report", Evidence = Sample.Evidence("2026-03-16") })
                .Get("planAction-1")
                .Status);
        Assert.Equal(
            DeadlineStatus.Met,
            Agreed(Breakfast).Raise("2026-03-16", new ActionCompleted { ActionId = "breakfast-club" }).Get("planAction-1").Status);
    }

    [Fact]
    [Obligation("S0-37"), Obligation("S3-38")]
    public void Assessment_UnderAPlan_NeedsContributionsOfTheWholeCoreGroup()
    {
        var driver = SampleCases.PlanActive();
        Assert.Contains(
            "does not name school.",
            Assert.Single(CaseDriver.From(driver.State).Raise("2026-04-02", Sample.Assessment(AssessmentConclusion.ChildInNeed)).Warnings),
            StringComparison.Ordinal);
        Assert.Empty(
            driver
                .Raise("2026-04-02", Sample.Assessment(AssessmentConclusion.ChildInNeed) with { ContributionsFrom = ["school", "health"] })
                .Warnings);
        // What the group has to say of the plan's progress is part of every meeting.
        Assert.Equal("S3-11", driver.Refuse("2026-04-15", Sample.CoreGroup() with { ProgressReviewed = false }).Rule);
    }

    [Fact]
    [Obligation("S3-37")]
    public void Assessment_UnderAPlan_IsCompletedByTheLeadSocialWorker()
    {
        var assessment = Sample.Assessment(AssessmentConclusion.ChildInNeed) with { ContributionsFrom = ["school"] };
        var driver = SampleCases.PlanActive();
        Assert.Equal("leadSocialWorker", driver.Owed("assessment").Responsible);
        Assert.Contains(
            "The lead social worker must complete",
            Assert.Single(CaseDriver.From(driver.State).Raise("2026-04-02", assessment, actor: "sw.9").Warnings),
            StringComparison.Ordinal);
        driver.Raise("2026-04-02", assessment).AsManager("2026-04-03", new AssessmentCounterSigned());
        Assert.Equal(
            (DeadlineStatus.Met, Date("2026-04-03")), (driver.Get("assessment-1").Status, driver.Get("assessment-1").MetOn!.Value));
    }

    private static CaseDriver Agreed(params PlanAction[] actions) =>
        SampleCases
            .OutlinePlan()
            .Raise(
                "2026-03-06",
                Sample.CoreGroup(1, "2026-04-15") with
                {
                    Plan = SamplePlan.Full with { Actions = actions },
                    ReasonsForMissing = null,
                });
}
