using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

/// <summary>
/// Parents are invited to every conference, the core group to every review, and a referrer hears what became of the referral.
/// </summary>
public sealed class InvitationTests
{
    [Fact]
    [Obligation("S0-06"), Obligation("S2-05")]
    public void Of_InitialConferenceBooked_InvitesTheParentsThoughTheBookingListsNobody()
    {
        var driver = SampleCases.ConferencePending().Raise("2026-02-12", Sample.Booked("2026-02-24"));
        Assert.Equal(["parents", "leadSocialWorker", "conferenceChair", "businessSupport"], Invited(driver));
        Assert.Equal(ConferenceType.Initial, Assert.IsType<ConferenceInvitation>(driver.Told[0].Data).ConferenceType);
        Assert.Contains(
            "parents",
            driver.Raise("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-25") }).Told.Select(one => one.To.Code));
    }

    [Fact]
    [Obligation("S0-06"), Obligation("S2-06")]
    public void Of_EveryReviewBooked_InvitesParentsAndCoreGroup()
    {
        var driver = SampleCases.PlanActive();
        foreach (var (bookedOn, on) in new[] { ("2026-04-20", "2026-05-20"), ("2026-10-01", "2026-11-18") })
        {
            driver.Raise(bookedOn, Sample.Booked(on));
            Assert.Equal(["school", "parents", "leadSocialWorker", "conferenceChair", "businessSupport"], Invited(driver));
            Assert.Equal(
                ConferenceType.Review,
                Assert.IsType<ConferenceInvitation>(driver.Told.First(one => one.Kind.Name == "conferenceInvitation").Data).ConferenceType);
            driver.Raise(on, Sample.Review(ConferenceDecision.Continue), actor: "chair.1", role: Role.ConferenceChair);
        }
    }

    [Theory]
    [InlineData(ApprovalVerdict.Decline, true)]
    [InlineData(ApprovalVerdict.Return, true)]
    [InlineData(ApprovalVerdict.Approve, false)]
    public void Of_ExclusionAskedFor_ParentsAreInvitedOnceTheChairRefusesIt(ApprovalVerdict verdict, bool invited)
    {
        var driver = SampleCases
            .ConferencePending()
            .Raise(
                "2026-02-12",
                Sample.Booked("2026-02-24") with
                {
                    ExcludedParents = Sample.Words,
                },
                actor: "office.1",
                role: Role.BusinessSupport);
        Assert.DoesNotContain("parents", Invited(driver));
        driver.Decide("2026-02-12 15:00", verdict, Role.ConferenceChair);
        Assert.Equal(invited ? ["parents"] : [], Invited(driver));
        Assert.Equal(!invited, driver.Warnings.Any(warning => warning.StartsWith("A parent is excluded", StringComparison.Ordinal)));
        driver.Raise("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-25") });
        Assert.Equal(invited, driver.Told.Any(one => one.To.Code == "parents"));
    }

    [Fact]
    public void Hold_ReviewThatChangesTheCoreGroup_TellsTheNewMemberAndWhoLeftMayNoLonger()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue) with
        {
            CoreGroup = [Member("health"), Member("csc")],
        }, actor: "chair.1", role: Role.ConferenceChair);
        Assert.Equal(["csc", "health"], driver.State.Plan!.CoreGroupAgencies);
        Assert.Equal(["health"], driver.Told.Where(one => one.Kind.Name == "planMade").Select(one => one.To.Code));
        Assert.True(driver.State.Lists("health"));
        Assert.Equal(
            ["health", "leadSocialWorker"],
            driver.Raise("2026-05-21", new CoreGroupBooked { ScheduledOn = Date("2026-06-10") }).Told.Select(one => one.To.Code));
    }

    [Fact]
    public void Hold_ReviewThatNamesNoCoreGroup_LeavesItAsItIs() =>
        Assert.Equal(
            ["school"],
            SampleCases
                .PlanActive()
                .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue), actor: "chair.1", role: Role.ConferenceChair)
                .State.Plan!.CoreGroupAgencies);

    [Theory]
    [InlineData(ReferralOutcome.NoFurtherAction, ReferralFeedback.NoFurtherAction)]
    [InlineData(ReferralOutcome.EarlyHelp, ReferralFeedback.EarlyHelp)]
    [InlineData(ReferralOutcome.Assess, ReferralFeedback.FurtherAction)]
    [InlineData(ReferralOutcome.StrategyDiscussion, ReferralFeedback.FurtherAction)]
    public void Of_ReferralDecidedAndTheReferrerToBeInformed_TellsTheAgencyNoMoreThanItMayKnow(
        ReferralOutcome outcome, ReferralFeedback feedback)
    {
        var driver = ReferredBy("school")
            .Raise("2026-02-03", Sample.Decision(outcome) with { InformReferrer = true }, actor: "mgr.1", role: Role.TeamManager);
        var told = Assert.Single(driver.Told, one => one.Kind.Name == "referralOutcome");
        Assert.Equal("school", told.To.Agency);
        Assert.Equal(
            new ReferralOutcomeNotice
            {
                Child = "C-1001",
                ReceivedOn = Date("2026-02-02"),
                DecidedOn = Date("2026-02-03"),
                Outcome = feedback,
            },
            told.Data);
        Assert.DoesNotContain(driver.Warnings, warning => warning.Contains("letter", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("school", null)]
    [InlineData("school", false)]
    [InlineData(null, true)]
    public void Of_ReferralDecided_TellsNoAgencyUnlessAskedToAndThereIsOne(string? agency, bool? inform)
    {
        var driver = ReferredBy(agency)
            .Raise(
                "2026-02-03",
                Sample.Decision(ReferralOutcome.Assess) with
                {
                    InformReferrer = inform,
                },
                actor: "mgr.1",
                role: Role.TeamManager);
        Assert.DoesNotContain(driver.Told, one => one.To.Agency is not null);
        Assert.Equal(inform == true, driver.Warnings.Any(warning => warning.Contains("by letter", StringComparison.Ordinal)));
    }

    private static CaseDriver ReferredBy(string? agency)
    {
        var state = SampleCases.Referred().State;
        return CaseDriver.From(state with { Referral = state.Referral with { Agency = agency } });
    }

    private static CoreGroupMember Member(string agency) =>
        new()
        {
            Person = Sample.Words,
            Role = Sample.Words,
            Agency = agency,
            Kind = CoreGroupMemberKind.Professional,
        };

    private static IEnumerable<string> Invited(CaseDriver driver) =>
        driver.Told.Where(one => one.Kind.Name == "conferenceInvitation").Select(one => one.To.Code);
}
