using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Plan;

public sealed class SignOffTests
{
    private static readonly PlanDeclined SchoolDeclines = new() { Party = PlanPartyKind.Agency, Agency = "school", Reason = Sample.Words };

    [Fact]
    [Obligation("S3-27")]
    public void Ask_PlanMadeAndAgreed_AsksEveryPartyWhileThePlanIsInForce()
    {
        var driver = SampleCases.PlanMade();
        Assert.Equal([("school", 0, SignOffStatus.Sent), ("parent-1", 0, SignOffStatus.Sent)], Parties(driver));
        Assert.True(driver.State.PlanInForce);
        driver.Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"));
        Assert.Equal(DeadlineStatus.NotDone, driver.Get("acceptance-1").Status);
        Assert.Equal([("school", 1, SignOffStatus.Sent), ("parent-1", 1, SignOffStatus.Sent)], Parties(driver));
        Assert.Equal((Date("2026-03-13"), "school"), (driver.Get("acceptance-3").DueOn, driver.Get("acceptance-3").Subject));
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
    }

    [Fact]
    [Obligation("N-18")]
    public void Ask_AgainWhileAnAnswerIsLate_KeepsItLate()
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-03-23", new PlanVersionPublished { Plan = SamplePlan.Full });

        var late = driver.Get("acceptance-3");
        Assert.Equal((DeadlineStatus.NotDone, 10, null), (late.Status, late.DaysLate, late.MetOn));
        Assert.Equal((Date("2026-03-30"), "school"), (driver.Get("acceptance-5").DueOn, driver.Get("acceptance-5").Subject));
    }

    [Theory]
    [InlineData(AcceptanceMethod.ESignature)]
    [InlineData(AcceptanceMethod.Email)]
    [InlineData(AcceptanceMethod.WetInk)]
    [Obligation("S3-29")]
    public void Accept_ByAnyMethod_MeetsThatPartysDeadlineAlone(AcceptanceMethod method)
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-03-09", Sample.Acceptance("school") with { Method = method });
        Assert.Equal(DeadlineStatus.Met, driver.Get("acceptance-3").Status);
        Assert.Equal("parent-1", driver.Owed("acceptance").Subject);
        Assert.Contains(("school", 1, SignOffStatus.Accepted), Parties(driver));
        driver.Raise("2026-03-10", Sample.Acceptance("parent-1") with { Reservation = Sample.Words });
        Assert.Contains(("parent-1", 1, SignOffStatus.AcceptedWithReservation), Parties(driver));
        Assert.False(driver.State.Has("acceptance"));
    }

    [Fact]
    [Obligation("S3-30")]
    public void Accept_WithoutWhatTheRecordMustHold_IsRefused()
    {
        var driver = SampleCases.PlanAgreed();
        Assert.Equal("/data/evidence", driver.Refuse("2026-03-09", Sample.Acceptance("school") with { Evidence = null }).Field);
        Assert.Equal(
            "/data/evidence/sha256",
            driver
                .Refuse("2026-03-09", Sample.Acceptance("school") with { Evidence = Sample.Evidence("2026-03-09") with { Sha256 = "abc" } })
                .Field);
        Assert.Equal(
            "/data/evidence/datedOn",
            driver.Refuse("2026-03-09", Sample.Acceptance("school") with { Evidence = Sample.Evidence("2026-03-10") }).Field);
        driver.Raise("2026-03-09", new PlanAccepted { Party = PlanPartyKind.Child, Method = AcceptanceMethod.WetInk });
        Assert.Contains(("child", 1, SignOffStatus.Accepted), Parties(driver));
    }

    [Fact]
    public void Accept_ForSomebodyElse_IsRefused()
    {
        var driver = SampleCases.PlanAgreed();
        Assert.Equal("/data/agency", driver.Refuse("2026-03-09", Sample.Acceptance("police")).Field);
        Assert.Equal("/data/parentId", driver.Refuse("2026-03-09", Sample.Acceptance("parent-2")).Field);
        Assert.Equal("/data/parentId", driver.Refuse("2026-03-09", Sample.Acceptance("school") with { ParentId = "parent-1" }).Field);
        Assert.Equal("/data/planVersion", driver.Refuse("2026-03-09", Sample.Acceptance("school") with { PlanVersion = 2 }).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-03-09", Sample.Acceptance("school"), "2026-02-23").Field);
    }

    [Fact]
    public void Accept_ByAnAgencyItself_CountsForItselfAlone()
    {
        var driver = SampleCases.PlanAgreed();
        Assert.Equal("/data/party", Refused(Sample.Acceptance("parent-1")));
        Assert.Equal("/data/party", Refused(Sample.Acceptance("health")));
        Assert.IsType<Accepted>(BySchool(driver, Sample.Acceptance("school") with { Agency = null }));

        string? Refused(PlanAccepted data) => Assert.IsType<Rejected>(BySchool(driver, data)).Field;
    }

    [Fact]
    public void Accept_OfAnEarlierVersion_IsKeptButStillAsked()
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-03-09", Sample.Acceptance("school") with { PlanVersion = 0 });
        Assert.Contains(("school", 1, SignOffStatus.Sent), Parties(driver));
        Assert.NotEmpty(driver.Warnings);
        Assert.Equal("acceptance-3", driver.State.Deadlines.First(deadline => deadline.Kind == "acceptance").Id);
    }

    [Fact]
    [Obligation("S3-33")]
    public void Decline_ByAnAgency_IsNegotiatedAgainWhileThePlanStaysInForce()
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-03-09", SchoolDeclines);
        Assert.True(driver.State.PlanInForce);
        Assert.Equal(CaseStage.PlanActive, driver.Stage);
        Assert.Contains(("school", 1, SignOffStatus.Declined), Parties(driver));
        Assert.Equal(
            ["leadSocialWorker", "teamManager"], driver.Told.Where(one => one.Kind.Name == "planPartDeclined").Select(one => one.To.Role));
        // Its answer stays owed: by what was agreed instead, by another version, or when it accepts after all.
        Assert.True(driver.AdvanceTo("2026-03-16 09:00").Get("acceptance-3").Tier == 1);
        Assert.Equal(
            DeadlineStatus.MetLate,
            driver.Raise("2026-03-16 10:00", SchoolDeclines with { Renegotiation = Sample.Words }).Get("acceptance-3").Status);

        var varied = SampleCases
            .PlanAgreed()
            .Raise("2026-03-09", SchoolDeclines)
            .Raise("2026-03-10", new PlanVersionPublished { Plan = SamplePlan.Full });
        Assert.Equal(DeadlineStatus.Superseded, varied.Get("acceptance-3").Status);
        Assert.Contains(("school", 2, SignOffStatus.Sent), Parties(varied));
    }

    [Fact]
    [Obligation("S3-18")]
    public void Decline_ByAParent_IsAnAnswerAndThePlanStillApplies()
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-03-09", new PlanDeclined { Party = PlanPartyKind.Parent, Reason = Sample.Words });
        Assert.Equal(DeadlineStatus.Met, driver.Get("acceptance-4").Status);
        Assert.Contains(("parent-1", 1, SignOffStatus.Declined), Parties(driver));
        Assert.Contains("The plan stays in force.", driver.Warnings);
    }

    [Fact]
    public void NoReply_AfterTheDueDate_RemindsTheAgencyAndClimbsToManagers()
    {
        var driver = SampleCases.PlanAgreed().AdvanceTo("2026-03-14 00:00");
        Assert.Equal([("school", 1, SignOffStatus.NoReply), ("parent-1", 1, SignOffStatus.NoReply)], Parties(driver));
        Assert.Contains(driver.Told, one => one.Kind.Name == "overdue");
        driver.AdvanceTo("2026-03-30 09:00");
        Assert.Equal(3, driver.Get("acceptance-3").Tier);
        Assert.Contains(("school", 1, SignOffStatus.Accepted), Parties(driver.Raise("2026-03-30 10:00", Sample.Acceptance("school"))));
    }

    [Fact]
    public void NoReply_OfAnAgency_IsTheAgencysBusinessAndNobodyElses()
    {
        var school = SampleCases
            .PlanAgreed()
            .Raise("2026-03-09", Sample.ChildVersion())
            .Raise("2026-03-09 13:00", Sample.Acceptance("parent-1"))
            .AdvanceTo("2026-03-14 00:00");
        Assert.Contains(school.Told, one => one.To.Agency == "school" && one.Kind.Name == "overdue");
        var parent = SampleCases
            .PlanAgreed()
            .Raise("2026-03-09", Sample.ChildVersion())
            .Raise("2026-03-09 13:00", Sample.Acceptance("school"))
            .AdvanceTo("2026-03-14 00:00");
        Assert.DoesNotContain(parent.Told, one => one.To.Agency is not null);
    }

    [Fact]
    public void Plan_Ended_AsksNobodyAnyMore()
    {
        var driver = SampleCases.PlanAgreed().Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed));
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind is "acceptance" or "childVersionGiven");
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-05-21", Sample.Acceptance("school")).Kind);
    }

    private static Decision BySchool(CaseDriver driver, CaseEvent data) => CaseLifecycle.Decide(driver.State, new EventSignal
    {
        EventId = "by school",
        OccurredOn = Date("2026-03-09"),
        ReceivedAt = CaseDriver.Local("2026-03-09 12:00"),
        Rules = EventSignal.CurrentRules,
        Actor = new Actor { Subject = "school.1", Role = Role.Agency, Agency = "school" },
        Event = data,
    }, CaseDriver.At(CaseDriver.Local("2026-03-09 12:00")));

    private static IEnumerable<(string, int, SignOffStatus)> Parties(CaseDriver driver) =>
        driver.State.Regions.SignOff.Select(one => (one.Party, one.Version, one.Status));
}
