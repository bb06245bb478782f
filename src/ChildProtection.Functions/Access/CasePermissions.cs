using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.RecordStore;
using static ChildProtection.Domain.Kernel.Role;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Decides who may do what to which case, from team, allocation, chair, conference and restriction. A caller with several roles may do what
/// any one of them may by itself, and is recorded in that one.
/// </summary>
internal static class CasePermissions
{
    private static readonly Role[] AuthorityWide = [ServiceManager, HeadOfService, Auditor];
    private static readonly Role[] OfTheTeam = [SocialWorker, TeamManager, ConferenceChair, BusinessSupport];
    private static readonly Role[] GlassBreakers = [SocialWorker, TeamManager, ConferenceChair];

    /// <summary>
    /// A restricted case exists only for its allow-list, in every role; heads of service know of it until a second manager agrees.
    /// </summary>
    public static bool IsHidden(Caller caller, StoredCase stored) =>
        !caller.AsReader.MayKnow(stored.RestrictedTo);

    /// <summary>Whether a caller may know that the case exists: an agency only if it works with the child.</summary>
    public static bool MayKnow(Caller caller, StoredCase stored) =>
        !IsHidden(caller, stored) && (caller.IsStaff || MayReport(caller, stored));

    /// <summary>Whether the role may read a case of another team in an emergency.</summary>
    public static bool BreaksGlass(Role role) => GlassBreakers.Contains(role);

    /// <summary>Reading by a route that is open to <paramref name="roles"/>.</summary>
    public static AccessVerdict Read(Caller caller, IReadOnlyList<Role> roles, StoredCase stored)
    {
        if (IsHidden(caller, stored))
            return new NotToBeKnown();
        var held = caller.Roles.Where(roles.Contains).ToArray();
        foreach (var role in held)
        {
            if (AuthorityWide.Contains(role)
                || (OfTheTeam.Contains(role) && IsColleague(caller, role, stored))
                || (role == Agency && IsOpenTo(caller, stored)))
                return new Granted(role);
        }

        return held.All(role => role == Agency)
            ? new NotToBeKnown()
            : new Denied(
                "This case belongs to another team. Its own team, its chair and the service's managers may read it.",
                held.Any(GlassBreakers.Contains));
    }

    /// <summary>Raising an event needs a role that may raise its type, and a part in the case.</summary>
    public static AccessVerdict Raise(Caller caller, EventDefinition type, StoredCase stored)
    {
        if (IsHidden(caller, stored))
            return new NotToBeKnown();
        var held = caller.Roles.Where(role => type.IsRaisedBy(role, caller.Agency)).ToArray();
        if (held.Length == 0)
            return MayKnow(caller, stored) ? RoleNeeded(type) : new NotToBeKnown();
        // A manager of another team, who only takes a case over, acts in another role where that has a part of its own.
        foreach (var role in held.OrderBy(role => role == TeamManager && !IsOfTheTeam(caller, stored)))
        {
            if (HasPart(caller, role, type, stored))
                return new Granted(role);
        }

        return held.All(role => role == Agency) ? new NotToBeKnown() : new Denied(PartNeeded(type, stored));
    }

    public static Denied RoleNeeded(EventDefinition type) => new(type.AgencyKinds.Count == 0
        ? $"To record {type.Name} you need {Names(type.Roles)}."
        : $"To record {type.Name} you need {Names(type.Roles)}; of the agencies only {string.Join(", ", type.AgencyKinds)} may record it.");

    /// <summary>Roles for a sentence.</summary>
    public static string Names(IReadOnlyList<Role> roles) =>
        roles.Count == 1 ? $"the role {roles[0]}" : $"one of the roles {string.Join(", ", roles)}";

    /// <summary>Whether a role that may raise the type has a part in the case by itself: another role's part does not count.</summary>
    private static bool HasPart(Caller caller, Role role, EventDefinition type, StoredCase stored) => role switch
    {
        TeamManager => IsOfTheTeam(caller, stored)
            || TakesOver(caller, type, stored)
            || (IsDeputy(caller, stored) && type.Data == typeof(ApprovalDecided)),
        ServiceManager or HeadOfService => true,
        SocialWorker => IsAllocated(caller, stored)
            || (IsOfTheTeam(caller, stored) && (stored.State.LeadSocialWorker is null || type.Roles.Contains(Agency))),
        ConferenceChair => Chairs(caller, stored) || (IsOfTheTeam(caller, stored) && AnyChair(type, stored)),
        BusinessSupport => IsOfTheTeam(caller, stored),
        Agency => MayReport(caller, stored),
        // A new version of a profile or calendar is technical: one person changes it for many cases without reading them.
        Administrator => true,
        _ => false,
    };

    private static bool IsColleague(Caller caller, Role role, StoredCase stored) =>
        IsOfTheTeam(caller, stored)
        || (role == TeamManager && IsDeputy(caller, stored))
        || (role == SocialWorker && IsAllocated(caller, stored))
        || (role == ConferenceChair && Chairs(caller, stored));

    /// <summary>The chair, who recorded the latest conference for the chair, and a chair who has not confirmed the record of one.</summary>
    private static bool Chairs(Caller caller, StoredCase stored) =>
        stored.Chair == caller.Subject
        || stored.Recorder == caller.Subject
        || stored.State.Unconfirmed.Any(one => one.Chair == caller.Subject);

    /// <summary>Any chair of the team, as long as none is named; and one who covers for another records the conference.</summary>
    private static bool AnyChair(EventDefinition type, StoredCase stored) =>
        stored.Chair is null || type.Data == typeof(Domain.Conference.ConferenceHeld);

    private static bool IsOfTheTeam(Caller caller, StoredCase stored) => caller.Team == stored.State.Team;

    /// <summary>Stands in for the manager of the case's team.</summary>
    private static bool IsDeputy(Caller caller, StoredCase stored) => caller.DeputyIn.Contains(stored.State.Team, StringComparer.Ordinal);

    private static bool IsAllocated(Caller caller, StoredCase stored) =>
        stored.State.LeadSocialWorker == caller.Subject
        || (stored.State.Allocation?.Workers.Any(worker => worker.Id == caller.Subject) ?? false);

    /// <summary>
    /// The manager of another team takes a case over, which the function holds against the team in the body, or answers the team that asks
    /// for that.
    /// </summary>
    private static bool TakesOver(Caller caller, EventDefinition type, StoredCase stored) =>
        type.Data == typeof(TeamChanged)
        || (type.Data == typeof(ApprovalDecided)
            && caller.Team is { } team
            && stored.State.Approvals.Any(approval => approval.DecidingTeam == team));

    /// <summary>The case is open, and a configured agency was at its conference, is in the core group or is invited now.</summary>
    private static bool IsOpenTo(Caller caller, StoredCase stored) =>
        caller is { Agency: { } agency, IsOfAPartner: true } && stored.State.Stage != CaseStage.Closed && stored.State.IsOpenTo(agency);

    /// <summary>The case is open, and a conference or the core group listed the agency: it is heard, even where it may not read.</summary>
    private static bool IsListed(Caller caller, StoredCase stored) =>
        caller.Agency is { } agency && stored.State.Stage != CaseStage.Closed && stored.State.Lists(agency);

    /// <summary>Before the first conference no agency is listed, so the agency that referred the child may report.</summary>
    private static bool MayReport(Caller caller, StoredCase stored) =>
        IsListed(caller, stored)
        || IsReceiving(caller, stored)
        || (
            caller.Agency is { } agency
            && stored.ReferringAgency == agency
            && stored.State.ConferenceAgencies.Count == 0
            && stored.State.Stage != CaseStage.Closed);

    /// <summary>The authority to which the child moved reports its conference, although no conference here lists it.</summary>
    private static bool IsReceiving(Caller caller, StoredCase stored) =>
        caller.Agency is { } agency
        && stored.State.Regions.Transfer is { Status: TransferStatus.OutPending, Authority: var authority }
        && authority == agency;

    private static string PartNeeded(EventDefinition type, StoredCase stored) =>
        stored.State.LeadSocialWorker is null
            ? $"Only a member of this case's team, its chair or its managers may record {type.Name}."
            : $"Only this case's lead social worker, its chair, its team's business support or its managers may record {type.Name}, "
                + "each in their own role.";
}
