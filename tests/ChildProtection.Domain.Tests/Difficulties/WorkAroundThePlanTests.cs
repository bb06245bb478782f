using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Difficulties;

/// <summary>
/// Difficulties, unexpected events, escalation to the manager, complaints, and another lead social worker (E27, E29, E32, E49, E13).
/// </summary>
public sealed class WorkAroundThePlanTests
{
    private static CaseDriver Plan => SampleCases.PlanActive();

    [Theory]
    [InlineData(false, "leadSocialWorker")]
    [InlineData(true, "leadSocialWorker,teamManager")]
    [Obligation("S3-60")]
    public void Difficulty_TellsTheLeadSocialWorkerAtOnceAndAsksForAMeetingInThreeWorkingDays(bool risk, string told)
    {
        var driver = Plan.Raise("2026-03-16", Around.Difficulty(risk), actor: "agency/school", role: Role.Agency);
        Assert.Equal(told.Split(','), driver.ToldOf("implementationDifficulty"));
        Assert.Equal(Date("2026-03-19"), driver.Owed("difficultyMeeting").DueOn);
    }

    [Fact]
    [Obligation("S3-61")]
    public void Difficulty_IsDealtWithByACoreGroup() =>
        Assert.Equal(
            DeadlineStatus.Met,
            Plan.Raise("2026-03-16", Around.Difficulty()).Raise("2026-03-18", Sample.CoreGroup()).Get("difficultyMeeting-1").Status);

    [Fact]
    [Obligation("S3-63")]
    public void Difficulty_IsDealtWithByAStrategyDiscussion()
    {
        var driver = Plan.Raise("2026-03-16", Around.Difficulty(risk: true))
            .Raise("2026-03-16 14:00", Sample.Concern())
            .AsManager("2026-03-17", Sample.Discussion());
        Assert.Equal((DeadlineStatus.Met, CaseStage.PlanActive), (driver.Get("difficultyMeeting-1").Status, driver.Stage));
    }

    [Fact]
    [Obligation("S3-65")]
    public void Difficulty_IsDealtWithByAskingForAnEarlierReview() =>
        Assert.Equal(
            DeadlineStatus.Met,
            Plan.Raise("2026-03-16", Around.Difficulty()).Raise("2026-03-17", Around.EarlyReview()).Get("difficultyMeeting-1").Status);

    [Fact]
    public void Difficulties_Several_ShareTheFirstDate_AndOneAfterTheMeetingHasItsOwn()
    {
        var driver = Plan.Raise("2026-03-16", Around.Difficulty()).Raise("2026-03-18", Around.Difficulty());
        Assert.Equal("difficultyMeeting-1", driver.Owed("difficultyMeeting").Id);
        driver.Raise("2026-03-18 16:00", Sample.CoreGroup(), occurredOn: "2026-03-17");
        Assert.Equal(
            ("difficultyMeeting-2", Date("2026-03-23")), (driver.Owed("difficultyMeeting").Id, driver.Owed("difficultyMeeting").DueOn));
        Assert.False(driver.Raise("2026-03-20", Sample.CoreGroup()).State.Has("difficultyMeeting"));
    }

    [Fact]
    [Obligation("S0-36")]
    public void UnexpectedEvent_IsDecidedByManagerAndLeadSocialWorkerTogether()
    {
        var driver = Plan.Raise("2026-03-16", new UnexpectedEvent { Description = Sample.Words });
        Assert.Equal(["leadSocialWorker", "teamManager"], driver.ToldOf("unexpectedEvent"));
        var together = new UnexpectedEventDecided
        {
            Decision = UnexpectedEventDecision.ContinuePlan,
            DecidedWith = "sw.1",
            Reason = Sample.Words,
        };
        Assert.Equal(
            "/data/decidedWith",
            driver.Refuse("2026-03-17", together with { DecidedWith = "mgr.1" }, actor: "mgr.1", role: Role.TeamManager).Field);
        Assert.Equal(
            "/data/decidedWith",
            driver.Refuse("2026-03-17", together with { DecidedWith = "sw.9" }, actor: "mgr.1", role: Role.TeamManager).Field);
        Assert.Equal("/data/decidedWith", driver.Refuse("2026-03-17", together, actor: "sw.1", role: Role.TeamManager).Field);
        Assert.Empty(driver.AsManager("2026-03-17", together).State.Regions.UnexpectedEvents.Waiting);
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-18", together).Kind);
    }

    [Theory]
    [InlineData(UnexpectedEventDecision.EarlyReview, "earlyReviewDecision")]
    [InlineData(UnexpectedEventDecision.StrategyDiscussion, "strategyDiscussion")]
    public void UnexpectedEvents_Several_EachWithItsOwnDecision(UnexpectedEventDecision decision, string owed)
    {
        var driver = Plan.Raise("2026-03-16", new UnexpectedEvent { Description = Sample.Words })
            .Raise("2026-03-17", new UnexpectedEvent { Description = Sample.Words });
        var decided = new UnexpectedEventDecided
        {
            Decision = decision,
            DecidedWith = "sw.1",
            Reason = Sample.Words,
        };
        Assert.Equal("/data/unexpectedEventId", driver.Refuse("2026-03-17", decided).Field);
        Assert.Equal(
            "/occurredOn",
            driver.Refuse("2026-03-17", decided with { UnexpectedEventId = "unexpected-2" }, "2026-03-16", "mgr.1", Role.TeamManager).Field
        );
        driver.AsManager("2026-03-17", decided with { UnexpectedEventId = "unexpected-2" });
        Assert.Equal("unexpected-1", Assert.Single(driver.State.Regions.UnexpectedEvents.Waiting).Id);
        Assert.True(driver.State.Has(owed));
    }

    [Fact]
    [Obligation("S0-32")]
    public void Escalated_WaitsForTheManagersDecision()
    {
        var driver = Plan.Raise("2026-03-16", new EscalatedToManager { Reason = Sample.Words, DecisionNeededBy = Date("2026-03-18") });
        var waiting = Assert.Single(driver.State.Approvals, one => one.Kind == ApprovalKind.ManagerDecision);
        Assert.Equal((Role.TeamManager, "sw.1", Date("2026-03-18")), (waiting.Role, waiting.RequestedBy, waiting.About.DueOn!.Value));
        Assert.Equal(["teamManager"], driver.ToldOf("escalatedToManager"));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-16 13:00", new EscalatedToManager { Reason = Sample.Words }).Kind);
        Assert.Equal(
            "/data/decisionNeededBy",
            Plan.Refuse("2026-03-16", new EscalatedToManager { Reason = Sample.Words, DecisionNeededBy = Date("2026-03-15") }).Field);
        driver.AsManager("2026-03-17", Deciding.On(waiting, ApprovalVerdict.Approve));
        Assert.DoesNotContain(driver.State.Approvals, one => one.Kind == ApprovalKind.ManagerDecision);
    }

    [Fact]
    public void Complaint_SuspendsNothing_AndLeavesWhenAnswered()
    {
        var driver = Plan.Raise("2026-03-16", new ComplaintReceived { Subject = Sample.Words, OnBehalfOf = Around.Mother })
            .Raise("2026-03-17", new ComplaintReceived { Subject = Sample.Words });
        Assert.Equal((CaseStage.PlanActive, 2), (driver.Stage, driver.State.Regions.Complaints.Waiting.Count));
        Assert.Equal(["leadSocialWorker", "teamManager"], driver.ToldOf("complaintReceived"));
        Assert.All(
            Plan.State.Deadlines, deadline => Assert.Equal((deadline.Id, deadline.DueOn), (deadline.Id, driver.Get(deadline.Id).DueOn)));
        Assert.Equal(
            "/data/complaintId", driver.Refuse("2026-03-18", new ComplaintAnswered(), actor: "mgr.1", role: Role.TeamManager).Field);
        Assert.Equal(
            "/occurredOn",
            driver
                .Refuse("2026-03-18", new ComplaintAnswered { ComplaintId = "complaint-2" }, "2026-03-16", "mgr.1", Role.TeamManager)
                .Field);
        driver.AsManager("2026-03-18", new ComplaintAnswered { ComplaintId = "complaint-1" });
        Assert.Equal("complaint-2", Assert.Single(driver.State.Regions.Complaints.Waiting).Id);
        Assert.Empty(driver.AsManager("2026-03-19", new ComplaintAnswered()).State.Regions.Complaints.Waiting);
    }

    [Fact]
    public void LeadSocialWorker_Changes_AndTheCoreGroupIsTold()
    {
        var driver = Plan.AsManager(
            "2026-03-16", new LeadSocialWorkerChanged { LeadSocialWorker = Around.Worker("sw.2"), Reason = Sample.Words });
        Assert.Equal("sw.2", driver.State.LeadSocialWorker);
        Assert.Equal(["school", "leadSocialWorker", "teamManager"], driver.ToldOf("leadSocialWorkerChanged"));
        Assert.Equal("sw.2", driver.Told.First(one => one.To.Role == "leadSocialWorker").To.Account);
        Assert.Equal(
            "/data/leadSocialWorker/id",
            driver
                .Refuse("2026-03-17", new LeadSocialWorkerChanged { LeadSocialWorker = Around.Worker("sw.2"), Reason = Sample.Words })
                .Field);
        Assert.Equal(
            "/data/leadSocialWorker/qualified",
            driver
                .Refuse(
                    "2026-03-17",
                    new LeadSocialWorkerChanged { LeadSocialWorker = Around.Worker("sw.3", qualified: false), Reason = Sample.Words })
                .Field);
        Assert.Equal(
            "/data/from",
            driver
                .Refuse(
                    "2026-03-17",
                    new LeadSocialWorkerChanged
                    {
                        LeadSocialWorker = Around.Worker("sw.3"),
                        From = Date("2027-03-17"),
                        Reason = Sample.Words,
                    })
                .Field);
        Assert.Equal(
            RejectionKind.NotAllowed,
            driver.Refuse("2026-03-17", new LeadSocialWorkerNamed { LeadSocialWorker = Around.Worker("sw.3") }).Kind);
    }

    [Fact]
    public void LeadSocialWorker_NamedBeforeThePlan_AnswersForTheCase() =>
        Assert.Equal(
            "sw.5",
            SampleCases
                .Section47()
                .AsManager("2026-02-06", new LeadSocialWorkerNamed { LeadSocialWorker = Around.Worker("sw.5") })
                .State.LeadSocialWorker);
}
