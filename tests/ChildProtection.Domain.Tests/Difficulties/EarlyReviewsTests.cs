using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Difficulties;

/// <summary>Domain 3.6 B, early review and plan not working. The review is due on 24 May 2026.</summary>
public sealed class EarlyReviewsTests
{
    private static CaseDriver Plan => SampleCases.PlanActive();

    private static CaseDriver Asked => Plan.Raise("2026-03-16", Around.EarlyReview(Around.Mother));

    [Fact]
    [Obligation("S0-38")]
    public void Request_OfAnyoneInTheCoreGroup_IsDecidedByTheChairInAWorkingDay()
    {
        var driver = Asked;
        Assert.Equal(
            (Date("2026-03-17"), "conferenceChair"),
            (driver.Owed("earlyReviewDecision").DueOn, driver.Owed("earlyReviewDecision").Responsible));
        Assert.Equal(["conferenceChair", "leadSocialWorker"], driver.ToldOf("earlyReviewRequested"));
        Assert.Equal(
            Date("2026-03-17"),
            Plan.Raise("2026-03-16", Around.EarlyReview(), actor: "agency/school", role: Role.Agency).Owed("earlyReviewDecision").DueOn);
        Assert.Equal(
            EarlyReviewStatus.Requested,
            Plan.Raise("2026-03-16", Sample.CoreGroup() with { NeedForEarlyReview = true }).State.Regions.EarlyReview.Status);
    }

    [Fact]
    public void Request_WhileOneWaits_KeepsItsDate()
    {
        var driver = Asked.Raise("2026-03-17", Around.EarlyReview());
        Assert.Equal(
            ("earlyReviewDecision-1", Date("2026-03-17")),
            (driver.Owed("earlyReviewDecision").Id, driver.Owed("earlyReviewDecision").DueOn));
        Assert.NotEmpty(driver.Warnings);
    }

    [Fact]
    [Obligation("N-15")]
    public void Decide_ByWhoAskedForIt_IsRefused()
    {
        var driver = Plan.AsChair("2026-03-16", Around.EarlyReview());
        var asker = Assert.Single(driver.State.Regions.EarlyReview.RequestedBy!);

        Assert.Equal("N-15", driver.Refuse("2026-03-17", Around.Granted("2026-03-30"), actor: asker, role: Role.ConferenceChair).Rule);
        Assert.Equal("N-15", driver.Refuse("2026-03-17", Around.Granted("2026-03-30"), actor: asker, role: Role.ServiceManager).Rule);
        driver.Raise("2026-03-17", Around.Granted("2026-03-30"), actor: "svc.1", role: Role.ServiceManager);
        Assert.Null(driver.State.Regions.EarlyReview.RequestedBy);
    }

    [Fact]
    public void Granted_ReplacesTheReviewThatWasDue()
    {
        var driver = Asked.AsChair("2026-03-17", Around.Granted("2026-03-30"));
        Assert.Equal(DeadlineStatus.Met, driver.Get("earlyReviewDecision-1").Status);
        Assert.Equal(DeadlineStatus.Superseded, driver.Get("rcpcFirst-1").Status);
        Assert.Equal(Date("2026-03-31"), driver.Owed("earlyReviewHeld").DueOn);
        driver.AsChair("2026-03-30", Sample.Review(ConferenceDecision.Continue) with { ConferenceType = ConferenceType.EarlyReview });
        Assert.Equal(DeadlineStatus.Met, driver.Get("earlyReviewHeld-1").Status);
        // The next review counts from the early one.
        Assert.Equal(
            (Date("2026-09-30"), EarlyReviewStatus.None), (driver.Owed("rcpcLater").DueOn, driver.State.Regions.EarlyReview.Status));
    }

    [Fact]
    public void Granted_ShortlyBeforeTheReview_IsNotDueLaterThanThat()
    {
        var driver = Plan.Raise("2026-05-14", Around.EarlyReview()).AsChair("2026-05-15", Around.Granted("2026-05-27"));
        Assert.Equal(Date("2026-05-24"), driver.Owed("earlyReviewHeld").DueOn);
        Assert.Contains(driver.Warnings, warning => warning.StartsWith("newOn", StringComparison.Ordinal));
    }

    [Fact]
    public void Granted_BookedLater_IsOutOfTime()
    {
        var driver = Asked.AsChair("2026-03-17", Around.Granted()).Raise("2026-03-18", Sample.Booked("2026-04-07"));
        Assert.Equal(
            "earlyReviewHeld-1",
            Assert.Single(driver.State.Approvals, one => one.Kind == ApprovalKind.ConferenceOutOfTime).About.DeadlineId);
    }

    [Fact]
    public void Refused_NeedsAReasonWhichGoesToTheWholeCoreGroup()
    {
        var driver = Asked;
        Assert.Equal(
            "/data/reason", driver.Refuse("2026-03-17", Around.Refused(reason: false), actor: "chair.1", role: Role.ConferenceChair).Field);
        driver.AsChair("2026-03-17", Around.Refused());
        Assert.Equal(["school", "leadSocialWorker", "teamManager", "conferenceChair"], driver.ToldOf("earlyReviewDecided"));
        Assert.Equal((DeadlineStatus.Open, Date("2026-05-24")), driver.Stands("rcpcFirst-1"));
        Assert.Equal("earlyReviewDecision-2", driver.Raise("2026-03-18", Around.EarlyReview()).Owed("earlyReviewDecision").Id);
    }

    [Fact]
    public void Decided_WithoutARequest_IsNotAllowed()
    {
        Assert.Equal(RejectionKind.NotAllowed, Plan.Refuse("2026-03-17", Around.Granted()).Kind);
        Assert.Equal("/occurredOn", Asked.Refuse("2026-03-17", Around.Granted(), "2026-03-15", actor: "chair.1").Field);
        Assert.Equal("/data/newOn", Asked.Refuse("2026-03-17", Around.Granted("2026-03-16"), actor: "chair.1").Field);
    }

    [Theory]
    [InlineData("S3-SOUTHWEST")]
    [InlineData("S1-GUERNSEY")]
    [Obligation("S3-05"), Obligation("S1-50")]
    public void NotWorking_WhereAReviewMustBeHeld_CannotBeRefused(string profile)
    {
        var driver = Around.PlanActive(profile).Raise("2026-03-16", new PlanNotWorking { Reasons = Sample.Words });
        Assert.True(driver.State.Regions.EarlyReview.Mandatory);
        Assert.Equal("S1-50, S3-05", driver.Refuse("2026-03-17", Around.Refused(), actor: "chair.1", role: Role.ConferenceChair).Rule);
        Assert.True(driver.AsChair("2026-03-17", Around.Granted()).State.Has("earlyReviewHeld"));
        driver.AsChair("2026-03-26", Sample.Review(ConferenceDecision.Continue));
        Assert.False(driver.State.Regions.EarlyReview.Mandatory);
    }

    [Theory]
    [InlineData("EN-WT2023", true)]
    [InlineData("S0-GENERIC", false)]
    [InlineData("S4-GREENWICH", false)]
    public void NotWorking_WhereAReviewMayBeHeld_IsTheChairsOrTheCoreGroupsChoice(string profile, bool asked)
    {
        var driver = Around.PlanActive(profile).Raise("2026-03-16", new PlanNotWorking { Reasons = Sample.Words });
        Assert.Equal(["leadSocialWorker", "teamManager", "conferenceChair"], driver.ToldOf("planNotWorking"));
        Assert.Equal(asked, driver.State.Has("earlyReviewDecision"));
        if (asked)
            Assert.False(driver.AsChair("2026-03-17", Around.Refused()).State.Has("earlyReviewDecision"));
    }

    [Fact]
    public void ReviewHeld_WhileARequestWaits_AnswersIt()
    {
        var driver = Asked.AsChair("2026-03-17", Sample.Review(null));
        Assert.Equal(
            (DeadlineStatus.Cancelled, EarlyReviewStatus.None),
            (driver.Get("earlyReviewDecision-1").Status, driver.State.Regions.EarlyReview.Status));
    }
}
