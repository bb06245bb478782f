using System.Text.Json;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Lifecycle;

/// <summary>The notifications of each decision.</summary>
public sealed class CaseNotificationsTests
{
    private static readonly ConferenceBooked Booked = Sample.Booked("2026-02-24") with
    {
        Invitees =
        [
            new() { Agency = "school" },
            new() { Agency = "police" },
            new() { Agency = "csc" },
            new() { Role = Sample.Text("mother"), Kind = CoreGroupMemberKind.Parent },
            new() { Agency = "no / topic" },
        ],
    };

    [Fact]
    public void Of_ConferenceBooked_InvitesPartnersAndThoseWhoRunIt()
    {
        var driver = SampleCases.ConferencePending().Raise("2026-02-12", Booked);
        AssertTold(driver, "conferenceInvitation", "police", "school", "parents", "leadSocialWorker", "conferenceChair", "businessSupport");
        var data = Assert.IsType<ConferenceInvitation>(driver.Told[0].Data);
        Assert.Equal(("C-1001", ConferenceType.Initial, Date("2026-02-24")), (data.Child, data.ConferenceType, data.ScheduledOn));
    }

    [Fact]
    public void Of_ConferenceRescheduled_ConfirmsToThoseInvited()
    {
        var driver = SampleCases.ConferencePending()
            .Raise("2026-02-12", Booked)
            .Raise("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-25") });
        AssertTold(
            driver, "conferenceDateConfirmed", "police", "school", "parents", "leadSocialWorker", "conferenceChair", "businessSupport");
        var data = Assert.IsType<ConferenceRescheduledNotice>(driver.Told[0].Data);
        Assert.Equal((Date("2026-02-24"), Date("2026-02-25")), (data.OldOn, data.NewOn));
    }

    [Fact]
    public void Of_InitialConferenceWithPlan_TellsTheDecisionToAllAndThePlanToTheCoreGroup()
    {
        var driver = SampleCases.PlanMade();
        AssertTold(driver, "conferenceDecision", "police", "school", "leadSocialWorker", "teamManager");
        AssertTold(driver, "planMade", "school", "leadSocialWorker");
        var plan = Assert.IsType<PlanMadeNotice>(driver.Told.First(one => one.Kind.Name == "planMade").Data);
        Assert.Equal((1, "NEG", Date("2026-03-10")), (plan.PlanNumber, plan.Category, plan.FirstCoreGroupDueOn));
        Assert.Equal("sw.1", driver.Told.First(one => one.To.Role == "leadSocialWorker").To.Account);
    }

    [Fact]
    public void Of_OutcomeCompletedLater_TellsTheCoreGroupThenAndNobodyTwice()
    {
        var whole = Sample.Plan("2026-03-06", "2026-05-20");
        var driver = SampleCases.Booked().Raise("2026-02-24", whole with { CoreGroup = null, LeadSocialWorker = null });
        Assert.DoesNotContain(driver.Told, one => one.Kind.Name == "planMade");
        driver.Raise("2026-02-25", whole, occurredOn: "2026-02-24");
        AssertTold(driver, "planMade", "school", "leadSocialWorker");
        Assert.DoesNotContain(driver.Told, one => one.Kind.Name == "conferenceDecision");
    }

    [Fact]
    public void Of_CoreGroupHeld_SaysWhenItsNotesAreDue()
    {
        var driver = SampleCases.PlanAgreed();
        AssertTold(driver, "coreGroupNotesDue", "school", "leadSocialWorker");
        var notes = driver.Told.First(one => one.Kind.Name == "coreGroupNotesDue").Data;
        Assert.Equal(Date("2026-03-13"), Assert.IsType<CoreGroupNotesDueNotice>(notes).DueOn);
    }

    [Theory]
    [InlineData(ConferenceDecision.Continue, null, "planContinued", "school,leadSocialWorker")]
    [InlineData(ConferenceDecision.End, NextPlan.ChildInNeed, "planConcluded", "police,school,leadSocialWorker,businessSupport")]
    public void Of_Review_TellsWhatBecameOfThePlan(ConferenceDecision decision, NextPlan? next, string kind, string to)
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(decision, next));
        AssertTold(driver, kind, to.Split(','));
        AssertTold(driver, "conferenceDecision", "police", "school", "leadSocialWorker", "teamManager");
    }

    [Fact]
    public void Of_Checkpoints_RemindThenTellThenEscalate()
    {
        var driver = SampleCases.Section47().AdvanceTo("2026-02-19 09:00");
        AssertTold(driver, "reminder", "leadSocialWorker");
        driver.AdvanceTo("2026-02-27 00:00");
        Assert.Contains(driver.Told, one => one.Kind.Name == "overdue" && one.Data is DeadlineNotice { DeadlineId: "icpc-1", Tier: null });
        driver.AdvanceTo("2026-02-27 09:00");
        AssertTold(driver, "escalation", "teamManager", "conferenceChair");
        Assert.Equal(1, Assert.IsType<DeadlineNotice>(driver.Told[0].Data).Tier);
    }

    [Fact]
    public void Of_NewConcernFromAnAgency_SaysWho()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-04", Sample.Concern());
        AssertTold(driver, "newConcernReported", "leadSocialWorker", "teamManager");
        Assert.True(Assert.IsType<NewConcernNotice>(driver.Told[0].Data).SignificantHarm);
    }

    [Fact]
    public void Of_Referral_TellsTheManager()
    {
        var opening = new OpeningSignal
        {
            CaseId = "case-1",
            PreviousPlans = 0,
            Referral = new EventSignal
            {
                EventId = "1",
                OccurredOn = Date("2026-02-02"),
                ReceivedAt = CaseDriver.Local("2026-02-02 10:15"),
                Rules = EventSignal.CurrentRules,
                Actor = new Actor { Subject = "agency/school", Role = Role.Agency, Agency = "school" },
                Event = Sample.Referral(),
            },
        };
        var decision = Assert.IsType<Accepted>(CaseLifecycle.Decide(null, opening, CaseDriver.At(opening.Referral.ReceivedAt)));
        var told = Assert.Single(CaseNotifications.Of(null, opening, decision));
        Assert.Equal(("teamManager", "north"), (told.To.Code, told.To.Team));
        Assert.Equal(Date("2026-02-03"), Assert.IsType<ReferralReceivedNotice>(told.Data).DecisionDueOn);
        Assert.Equal("case-1:1:referralReceived:teamManager", told.IdIn("case-1", 1));
    }

    /// <summary>An agency that left the core group no longer works with the child, even if a conference listed it before.</summary>
    [Theory]
    [InlineData("2026-03-20", "2026-03-20", false)]
    [InlineData("2026-03-20", "2026-03-01", false)]
    [InlineData("2026-03-20", "2026-03-21", true)]
    [InlineData("2026-03-20", null, true)]
    public void Lists_AgencyThatLeftTheCoreGroup_NoLonger(string on, string? leftOn, bool lists)
    {
        var driver = SampleCases.PlanActive();
        Assert.True(driver.State.Lists("school"));
        var school = Member("school") with { LeftOn = leftOn is null ? null : Date(leftOn) };
        driver.Raise(on, new PlanVersionPublished
        {
            Version = 2,
            EffectiveFrom = Date(on),
            Plan = SamplePlan.Full with { CoreGroup = [school, Member("health")] },
        });
        Assert.Equal((lists, true), (driver.State.Lists("school"), driver.State.Lists("health")));
        driver.Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue), actor: "chair.1", role: Role.ConferenceChair);
        Assert.True(driver.State.Lists("school"));
    }

    [Fact]
    public void Lists_ReviewThatLeavesAnAgencyOut_NoLongerUnlessItCame()
    {
        var review = Sample.Review(ConferenceDecision.Continue) with
        {
            CoreGroup =
            [
                new() { Person = Sample.Words, Role = Sample.Words, Kind = CoreGroupMemberKind.Professional, Agency = "health" },
            ],
        };
        Assert.True(ListsSchoolAfter(review));
        Assert.False(ListsSchoolAfter(review with { Attendance = Sample.Present("csc", "police", "health") }));

        static bool ListsSchoolAfter(ConferenceHeld review) =>
            SampleCases.PlanActive()
                .Raise("2026-05-20", review, actor: "chair.1", role: Role.ConferenceChair)
                .State.Lists("school");
    }

    [Fact]
    public void Lists_Agency_FollowsConferencesAndCoreGroup()
    {
        var driver = SampleCases.ConferencePending();
        Assert.False(driver.State.Lists("school"));
        driver.Raise("2026-02-12", Booked);
        Assert.True(driver.State.Lists("school") && driver.State.Lists("police"));
        Assert.False(driver.State.Lists("csc") || driver.State.Lists("no / topic") || driver.State.Lists("health"));
        driver.Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with
        {
            Attendance =
            [
                .. Sample.Present("csc", "police", "health"),
                new() { Agency = "probation", Present = false, Excluded = true },
            ],
        });
        Assert.True(driver.State.Lists("health"));
        Assert.False(driver.State.Lists("probation"));
    }

    [Fact]
    public void Booked_MoreAgenciesThanAConferenceHolds_StaysBoundedAndWarns()
    {
        var crowd = Enumerable.Range(1, 300).Select(number => new Invitee { Agency = $"agency-{number}" });
        var driver = SampleCases.ConferencePending().Raise("2026-02-12", Sample.Booked("2026-02-24") with { Invitees = [.. crowd] });
        Assert.Equal(60, driver.State.ConferenceAgencies.Count);
        Assert.Equal(60, driver.Told.Count(one => one.To.Agency is not null));
        Assert.Contains(driver.Warnings, warning => warning.StartsWith("300 agencies", StringComparison.Ordinal));
    }

    private static PlanMember Member(string agency) =>
        new() { Person = Sample.Words, Role = Sample.Words, Kind = CoreGroupMemberKind.Professional, Agency = agency };

    internal static string DataOf(Notification told) => JsonSerializer.Serialize(told.Data, told.Kind.Data, DomainJson.Record);

    private static void AssertTold(CaseDriver driver, string kind, params string[] to) =>
        Assert.Equal(to, driver.Told.Where(one => one.Kind.Name == kind).Select(one => one.To.Code));
}
