using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

/// <summary>Who is asked to a conference, who comes, what they think and what it decides.</summary>
public sealed class ConferenceViewsTests
{
    private static readonly ConferenceHeld Plan = Sample.Plan("2026-03-06", "2026-05-20");

    [Theory]
    [InlineData(ConferenceDecision.Plan, true)]
    [InlineData(ConferenceDecision.ChildInNeed, false)]
    [InlineData(ConferenceDecision.NoFurtherAction, false)]
    [Obligation("S0-08"), Obligation("S0-09"), Obligation("S2-03"), Obligation("S4-01"), Obligation("S4-03"), Obligation("S4-13")]
    public void Held_Decision_MakesAPlanInOutlineOrNoneAndEveryoneWhoCameHearsIt(ConferenceDecision decision, bool plan)
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-24", plan ? Plan : Sample.Initial(decision), actor: "chair.1", role: Role.ConferenceChair);
        Assert.Equal(plan, driver.State.PlanInForce);
        var version = driver.Accepted[^1].PlanVersion;
        Assert.Equal(plan ? "0 Outline" : "none", version is null ? "none" : $"{version.Version} {version.Status}");
        Assert.Equal(["police", "school", "leadSocialWorker", "teamManager"], driver.ToldOf("conferenceDecision"));
        Assert.Equal(
            decision,
            Assert.IsType<ConferenceDecisionNotice>(driver.Told.First(one => one.Kind.Name == "conferenceDecision").Data).Decision);
    }

    [Fact]
    [Obligation("S4-03"), Obligation("S0-04")]
    public void Plan_ComesFromAConferenceAlone_WhichIsOwedWithinFifteenWorkingDaysOfTheEnquiry()
    {
        var driver = SampleCases.Section47();
        Assert.Equal((Date("2026-02-05"), Date("2026-02-26")), (driver.Owed("icpc").Anchor.On, driver.Owed("icpc").DueOn));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-02-06", new PlanVersionPublished { Plan = SamplePlan.Full }).Kind);
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-02-06", Plan).Kind);
        // Not held in time: the managers hear of it the next morning.
        driver.Raise("2026-02-11", Sample.ConferenceNeeded()).AdvanceTo("2026-02-27 09:00");
        Assert.Contains("teamManager", driver.ToldOf("escalation"));
        // The plan protects from the day of the conference, before any core group met.
        Assert.Equal(
            Date("2026-03-02"), driver.Raise("2026-03-02", Plan with { FirstCoreGroupOn = Date("2026-03-12") }).State.Plan!.StartedOn);
    }

    [Fact]
    [Obligation("S0-07")]
    public void Booked_ForDoctorTeacherAndPolice_InvitesEachOfThemAndTheSocialWorker()
    {
        var driver = SampleCases.ConferencePending().Raise("2026-02-12", Invite("health-gp", "school-12", "police"));
        Assert.Superset(
            new HashSet<string> { "health-gp", "school-12", "police", "leadSocialWorker" },
            driver.ToldOf("conferenceInvitation").ToHashSet());
        driver.Raise("2026-02-24", Plan with { Attendance = Sample.Present("csc", "health-gp", "school-12", "police") });
        Assert.Superset(new HashSet<string> { "health-gp", "school-12", "police" }, driver.State.ConferenceAgencies.ToHashSet());
    }

    [Theory]
    [InlineData("health,police,school", null, "")]
    [InlineData("health-gp,police-west", null, "")]
    [InlineData("school", null, "health, police")]
    [InlineData("health,police", "nursery-3", "nursery-3")]
    [Obligation("S2-04")]
    public void Booked_WithoutAKeyAgencyOrTheOneThatReferred_SaysWhoIsNotInvited(string invited, string? referrer, string missing)
    {
        var state = SampleCases.ConferencePending().State;
        var driver = CaseDriver
            .From(state with { Referral = state.Referral with { Agency = referrer } })
            .Raise("2026-02-12", Invite(invited.Split(',')));
        var said = driver.Warnings.Where(warning => warning.Contains("not invited", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            missing.Length == 0 ? [] : [$"not invited: {missing}."],
            said.Select(warning => warning[warning.IndexOf("not invited", StringComparison.Ordinal)..]));
    }

    [Fact]
    [Obligation("S2-04")]
    public void Held_WithoutSomebodyWhoWasInvited_SaysWhoDidNotCome()
    {
        var driver = SampleCases.ConferencePending().Raise("2026-02-12", Invite("health", "police", "school")).Raise("2026-02-24", Plan);
        Assert.Contains(driver.Warnings, warning => warning.StartsWith("Invited but absent: health", StringComparison.Ordinal));
    }

    [Fact]
    [Obligation("S2-09")]
    public void Supporter_OfAParent_ComesButSpeaksForNoAgencyAndMakesNoQuorum()
    {
        Attendance friend = new()
        {
            Person = Sample.Words,
            Kind = CoreGroupMemberKind.Supporter,
            Present = true,
        };
        var booked = SampleCases
            .ConferencePending()
            .Raise(
                "2026-02-12",
                Sample.Booked("2026-02-24") with
                {
                    Invitees =
                    [
                        new() { Kind = CoreGroupMemberKind.Parent },
                        new() { Kind = CoreGroupMemberKind.Supporter, Person = Sample.Words },
                    ],
                });
        Assert.Equal(
            "/data/attendance/3/agency",
            booked.Refuse("2026-02-24", Plan with { Attendance = [.. Plan.Attendance, friend with { Agency = "health" }] }).Field);
        Assert.Equal(
            "domain 2.3, quorum",
            booked.Refuse("2026-02-24", Plan with { Quorate = null, Attendance = [.. Sample.Present("csc", "police"), friend] }).Rule);
        Assert.Equal(CaseStage.OutlinePlan, booked.Raise("2026-02-24", Plan with { Attendance = [.. Plan.Attendance, friend] }).Stage);
    }

    [Theory]
    [InlineData(ConferenceDecision.Plan, ViewOnPlan.PlanNotNeeded, true)]
    [InlineData(ConferenceDecision.Plan, ViewOnPlan.PlanNeeded, false)]
    [InlineData(ConferenceDecision.ChildInNeed, ViewOnPlan.PlanNeeded, true)]
    [InlineData(ConferenceDecision.NoFurtherAction, ViewOnPlan.PlanNeeded, true)]
    [InlineData(ConferenceDecision.NoFurtherAction, ViewOnPlan.PlanNotNeeded, false)]
    [InlineData(ConferenceDecision.NoFurtherAction, ViewOnPlan.Undecided, false)]
    [Obligation("S2-12"), Obligation("S0-08")]
    public void Held_AgainstTheViewOfMostWhoCame_NeedsTheReason(ConferenceDecision decision, ViewOnPlan most, bool refused)
    {
        var other = most == ViewOnPlan.PlanNeeded ? ViewOnPlan.PlanNotNeeded : ViewOnPlan.PlanNeeded;
        // The absent agency's view counts for nothing, nor does the undecided majority.
        AgencyView[] views =
        [
            View("csc", most),
            View("police", most),
            View("school", most == ViewOnPlan.Undecided ? most : other),
            View("health", other),
            View("charity", other),
        ];
        var held = (decision == ConferenceDecision.Plan ? Plan : Sample.Initial(decision)) with { AgencyViews = views };
        var driver = SampleCases.Booked();
        if (refused)
            Assert.Equal(("/data/reason", "S2-12"), (driver.Refuse("2026-02-24", held).Field, driver.Refuse("2026-02-24", held).Rule));
        Assert.Equal(
            decision == ConferenceDecision.Plan,
            driver.Raise("2026-02-24 14:00", held with { Reason = refused ? Sample.Words : null }).State.PlanInForce);
    }

    [Fact]
    public void Held_AgainstTheViewOfFewerThanHalf_NeedsNone() =>
        Assert.Equal(
            CaseStage.StepDownCin,
            SampleCases
                .Booked()
                .Raise(
                    "2026-02-24",
                    Sample.Initial(ConferenceDecision.ChildInNeed) with
                    {
                        AgencyViews = [View("school", ViewOnPlan.PlanNeeded)],
                    })
                .Stage);

    [Fact]
    [Obligation("S0-08")]
    public void Held_WithoutTheViewOfAnAgencyThatCame_SaysWhose()
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-24", Plan with { AgencyViews = [View("csc", ViewOnPlan.PlanNeeded), View("school", ViewOnPlan.PlanNeeded)] });
        Assert.Contains("The record has no view on the decision from police.", driver.Warnings);
    }

    [Fact]
    [Obligation("S3-36")]
    public void LeadSocialWorker_IsIdentifiedByAManagerAndNotByThemselves()
    {
        var named = Plan.LeadSocialWorker!;
        var driver = SampleCases.Booked();
        Assert.Equal(
            ("/data/leadSocialWorker/identifiedBy", "S3-36"),
            (Refuse(named with { IdentifiedBy = named.Id }).Field, Refuse(named with { IdentifiedBy = named.Id }).Rule));
        var nobody = SampleCases.Booked().Raise("2026-02-24", Plan with { LeadSocialWorker = named with { IdentifiedBy = null } });
        Assert.Contains(nobody.Warnings, warning => warning.Contains("must identify the lead", StringComparison.Ordinal));
        Assert.Contains("leadSocialWorkerManager", nobody.State.Plan!.Missing!);
        driver.Raise("2026-02-24 13:00", Plan);
        Assert.DoesNotContain(driver.Warnings, warning => warning.Contains("must identify the lead", StringComparison.Ordinal));
        Assert.Equal("mgr.1", driver.State.Plan!.LeadSocialWorkerManager);

        Rejected Refuse(LeadSocialWorker lead) => driver.Refuse("2026-02-24", Plan with { LeadSocialWorker = lead });
    }

    private static ConferenceBooked Invite(params string[] agencies) =>
        Sample.Booked("2026-02-24") with
        {
            Invitees = [.. agencies.Select(agency => new Invitee { Agency = agency })],
        };

    private static AgencyView View(string agency, ViewOnPlan view) => new() { Agency = agency, View = view };
}
