using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.CaseFile;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Access;

/// <summary>The rules of one case that depend on the person; the matrix tests roles and teams.</summary>
public sealed class CasePermissionsTests
{
    /// <summary>Team north, lead social worker sw.1, chair chair.1; police at the conference, school in the core group.</summary>
    private static readonly StoredCase Case = StoredSamples.Case with
    {
        Chair = "chair.1",
        Recorder = "typist.1",
        ReferringAgency = "health",
        State = StoredSamples.Case.State with
        {
            ConferenceAgencies = ["police"],
            Unconfirmed = [new UnconfirmedConference("conference-1", "chair.3", new DateOnly(2026, 2, 24))],
            Plan = StoredSamples.Case.State.Plan! with { CoreGroupAgencies = ["school"] },
        },
    };

    private static readonly StoredCase BeforeConference = Case with
    {
        Chair = null,
        Recorder = null,
        State = Case.State with { LeadSocialWorker = null, Plan = null, ConferenceAgencies = [], Unconfirmed = [] },
    };

    [Theory]
    [InlineData("sw.1", "SocialWorker", "north", "CoreGroupHeld", true)]
    [InlineData("sw.1", "SocialWorker", "south", "CoreGroupHeld", true)]
    [InlineData("sw.2", "SocialWorker", "north", "CoreGroupHeld", false)]
    [InlineData("sw.2", "SocialWorker", "north", "VisitMade", true)]
    [InlineData("sw.2", "SocialWorker", "north", "NewConcern", true)]
    [InlineData("sw.2", "SocialWorker", "south", "NewConcern", false)]
    [InlineData("sw.1", "SocialWorker", "north", "ConferenceHeld", false)]
    [InlineData("chair.1", "ConferenceChair", "elsewhere", "ConferenceHeld", true)]
    [InlineData("chair.2", "ConferenceChair", "north", "ConferenceHeld", true)]
    [InlineData("chair.2", "ConferenceChair", "south", "ConferenceHeld", false)]
    [InlineData("chair.2", "ConferenceChair", "north", "ConferenceRecordIssued", false)]
    [InlineData("typist.1", "ConferenceChair", "elsewhere", "ConferenceRecordIssued", true)]
    [InlineData("chair.3", "ConferenceChair", "elsewhere", "ConferenceRecordConfirmed", true)]
    [InlineData("mgr.1", "TeamManager", "north", "CaseClosed", true)]
    [InlineData("mgr.1", "TeamManager", "south", "CaseClosed", false)]
    [InlineData("mgr.1", "TeamManager", "north", "ConferenceHeld", false)]
    [InlineData("bs.1", "BusinessSupport", "north", "DecisionLetterSent", true)]
    [InlineData("bs.1", "BusinessSupport", "south", "DecisionLetterSent", false)]
    [InlineData("bs.1", "BusinessSupport", "north", "VisitMade", false)]
    [InlineData("x.1", "SocialWorker,TeamManager,ConferenceChair,BusinessSupport", "north", "CoreGroupHeld", false)]
    [InlineData("chair.2", "ConferenceChair,ServiceManager", "elsewhere", "LswNamed", false)]
    [InlineData("chair.2", "ConferenceChair,HeadOfService", "elsewhere", "ConferenceHeld", false)]
    [InlineData("sw.2", "SocialWorker,ServiceManager", "south", "CoreGroupHeld", false)]
    [InlineData("sw.2", "SocialWorker,TeamManager", "north", "CoreGroupHeld", false)]
    [InlineData("x.1", "SocialWorker,TeamManager,ConferenceChair,BusinessSupport", "north", "ConferenceHeld", true)]
    [InlineData("x.1", "SocialWorker,BusinessSupport", "north", "CoreGroupHeld", false)]
    public void Raise_OnAnAllocatedCase_NeedsARoleAndAPart(string subject, string roles, string team, string type, bool granted) =>
        Assert.Equal(granted, Raise(By(subject, roles, team), type, Case) is Granted);

    /// <summary>Who stands in for a team's manager reads its cases and decides on its approvals, and does nothing else there.</summary>
    [Theory]
    [InlineData("TeamManager", "north", "ApprovalDecided", true)]
    [InlineData("TeamManager", "east", "ApprovalDecided", false)]
    [InlineData("TeamManager", "north", "CaseClosed", false)]
    [InlineData("SocialWorker", "north", "NewConcern", false)]
    [Obligation("N-10")]
    public void Raise_ByADeputy_IsTheDecisionOnAnApprovalAlone(string role, string deputyIn, string type, bool granted)
    {
        var deputy = By("mgr.9", role, "south") with { DeputyIn = [deputyIn] };

        Assert.Equal(granted, Raise(deputy, type, Case) is Granted);
        Assert.Equal(
            role == "TeamManager" && deputyIn == "north", CasePermissions.Read(deputy, RouteAccess.Case.Roles, Case) is Granted);
    }

    /// <summary>The record shows the decision as that role's, so the role must have had the right to it.</summary>
    [Theory]
    [InlineData("chair.1", "ServiceManager,ConferenceChair", "ConferenceHeld", Role.ConferenceChair)]
    [InlineData("x.1", "BusinessSupport,TeamManager", "CaseClosed", Role.TeamManager)]
    [InlineData("sw.1", "TeamManager,SocialWorker", "CoreGroupHeld", Role.SocialWorker)]
    public void Raise_InSeveralRoles_IsGrantedAsTheOneWithThePart(string subject, string roles, string type, Role role) =>
        Assert.Equal(role, Assert.IsType<Granted>(Raise(By(subject, roles, "north"), type, Case)).As);

    [Fact]
    public void Raise_MoveOfACaseByAServiceManagerWhoManagesAnotherTeam_IsGrantedAsTheServiceManager() =>
        Assert.Equal(
            Role.ServiceManager,
            Assert.IsType<Granted>(Raise(By("x.1", "TeamManager,ServiceManager", "south"), "TeamChanged", Case)).As);

    [Theory]
    [InlineData("sw.2", "SocialWorker", "AssessmentStarted")]
    [InlineData("chair.2", "ConferenceChair", "ConferenceBooked")]
    public void Raise_BeforeAnybodyIsNamed_IsForTheWholeTeam(string subject, string role, string type)
    {
        Assert.IsType<Granted>(Raise(By(subject, role, "north"), type, BeforeConference));
        Assert.IsType<Denied>(Raise(By(subject, role, "south"), type, BeforeConference));
    }

    [Theory]
    [InlineData("school", true)]
    [InlineData("police", true)]
    [InlineData("health", false)]
    [InlineData(null, false)]
    public void Agency_AfterTheConference_DealsWithItsChildrenAlone(string? agency, bool known)
    {
        var caller = By("a.1", "Agency", null) with { Agency = agency };

        Assert.Equal(known ? typeof(Granted) : typeof(NotToBeKnown), Raise(caller, "NewConcern", Case).GetType());
        Assert.Equal(known ? typeof(Granted) : typeof(NotToBeKnown), CasePermissions.Read(caller, RouteAccess.Case.Roles, Case).GetType());
        Assert.Equal(known ? typeof(Denied) : typeof(NotToBeKnown), Raise(caller, "ConferenceHeld", Case).GetType());
    }

    [Theory]
    [InlineData("there", true)]
    [InlineData("invited", false)]
    [InlineData("coregroup", true)]
    [InlineData("elsewhere", false)]
    public void Agency_BetweenConferences_ReadsIfItWasThereOrIsInTheCoreGroup(string agency, bool reads)
    {
        var held = Attended(conference: null);

        Assert.Equal(reads, CasePermissions.Read(Of(agency), RouteAccess.Case.Roles, held) is Granted);
    }

    [Theory]
    [InlineData("invited", true)]
    [InlineData("elsewhere", false)]
    public void Agency_WhileAConferenceIsArranged_ReadsIfItIsInvited(string agency, bool reads)
    {
        var booked = Attended(new ConferenceFacts { Id = "conference-2", ScheduledOn = new DateOnly(2026, 5, 20) });

        Assert.Equal(reads, CasePermissions.Read(Of(agency), RouteAccess.Case.Roles, booked) is Granted);
    }

    [Fact]
    public void Agency_ThatWasInvitedAndDidNotCome_IsStillHeard() =>
        Assert.IsType<Granted>(Raise(Of("invited"), "NewConcern", Attended(conference: null)));

    [Fact]
    public void Agency_ThatIsNotConfigured_ReadsNothing() =>
        Assert.IsType<NotToBeKnown>(
            CasePermissions.Read(Of("there") with { IsOfAPartner = false }, RouteAccess.Case.Roles, Attended(conference: null)));

    private static Caller Of(string agency) => By("a.1", "Agency", null) with { Agency = agency };

    private static StoredCase Attended(ConferenceFacts? conference) => Case with
    {
        State = Case.State with
        {
            ConferenceAgencies = ["there", "invited"],
            InvitedAgencies = ["invited"],
            AttendedAgencies = ["there"],
            Conference = conference,
            Plan = Case.State.Plan! with { CoreGroupAgencies = ["coregroup"] },
        },
    };

    [Fact]
    public void Agency_ThatReferredTheChild_ReportsBeforeTheConferenceButReadsNothing()
    {
        var caller = By("a.1", "Agency", null) with { Agency = "health" };

        Assert.IsType<Granted>(Raise(caller, "NewConcern", BeforeConference));
        Assert.IsType<NotToBeKnown>(CasePermissions.Read(caller, RouteAccess.Case.Roles, BeforeConference));
    }

    [Theory]
    [InlineData("SocialWorker", true)]
    [InlineData("TeamManager", true)]
    [InlineData("ConferenceChair", true)]
    [InlineData("BusinessSupport", false)]
    public void Read_AnotherTeams_CanBeAnEmergencyForProfessionals(string role, bool mayBreak) =>
        Assert.Equal(
            mayBreak, Assert.IsType<Denied>(CasePermissions.Read(By("x.1", role, "south"), RouteAccess.Case.Roles, Case)).GlassMayBeBroken);

    [Fact]
    public void RestrictedCase_ExistsForItsAllowListAlone()
    {
        var restricted = Case with { RestrictedTo = ["sw.1"] };

        foreach (var role in Enum.GetNames<Role>())
        {
            Assert.IsType<NotToBeKnown>(CasePermissions.Read(By("mgr.1", role, "north"), Enum.GetValues<Role>(), restricted));
            Assert.IsType<NotToBeKnown>(Raise(By("mgr.1", role, "north"), "CaseClosed", restricted));
        }

        Assert.IsType<Granted>(Raise(By("sw.1", "SocialWorker", "north"), "CoreGroupHeld", restricted));
    }

    private static AccessVerdict Raise(Caller caller, string type, StoredCase stored) =>
        CasePermissions.Raise(caller, EventCatalogue.Find(type)!, stored);

    private static Caller By(string subject, string roles, string? team) =>
        new() { Subject = subject, Roles = [.. roles.Split(',').Select(Enum.Parse<Role>)], Team = team };
}
