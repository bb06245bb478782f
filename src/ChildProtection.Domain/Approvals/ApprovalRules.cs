using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// The role that decides on an approval: the one it waits for or a higher one (domain 3.3, 3.5). <see cref="ApprovalBars"/> says who never
/// does.
/// </summary>
public static class ApprovalRules
{
    public const string RoleRule = "domain 3.5, tiers";

    /// <summary>The roles that decide on approvals at all.</summary>
    public static IReadOnlyList<Role> Deciders { get; } = [Role.TeamManager, Role.ServiceManager, Role.HeadOfService, Role.ConferenceChair];

    /// <summary>
    /// Whether <paramref name="role"/> decides where <paramref name="needed"/> is asked for. A manager cannot act for a chair, nor a chair
    /// for a manager; the roles above both may act for either.
    /// </summary>
    public static bool MayDecide(Role needed, Role role) => role == needed || Rank(role) > Rank(needed);

    /// <summary>Why that role cannot decide on the approval; null when it can.</summary>
    public static Rejected? Validate(CaseState state, Approval approval, Role role)
    {
        var needed = Needed(state, approval);
        return MayDecide(needed, role)
            ? null
            : DecisionBuilder.NotAllowed(
                RoleRule, $"The role {role} cannot decide {approval.Id}. {WhoDecides(needed)}");
    }

    /// <summary>Whom it waits for, as a sentence.</summary>
    private static string WhoDecides(Role needed) => needed switch
    {
        Role.TeamManager => "It waits for a team manager, a service manager or a head of service.",
        Role.ConferenceChair => "It waits for a conference chair, a service manager or a head of service.",
        Role.ServiceManager => "It waits for a service manager or a head of service.",
        _ => "It waits for a head of service.",
    };

    /// <summary>The role it waits for. Releases before this rule asked a team manager about the manager's own late duties.</summary>
    public static Role Needed(CaseState state, Approval approval)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(approval);
        return Late(state, approval) is { } late ? Needed(late, approval.Role) : approval.Role;
    }

    /// <summary>
    /// Whether it asks about a late duty of the team's manager, who does not decide on that in another role either (N-16).
    /// </summary>
    public static bool IsOfTheManager(CaseState state, Approval approval)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(approval);
        return Late(state, approval) is { } late && IsOfTheManager(late);
    }

    /// <summary>
    /// A manager does not decide on a late duty of their own (N-16), nor on closing after a concern that is substantiated (N-14).
    /// </summary>
    internal static Role Needed(Deadline late, Role role) =>
        IsOfTheManager(late) || late.Kind == DeadlineKinds.NoConferenceObjection ? Higher(role, Role.ServiceManager) : role;

    private static bool IsOfTheManager(Deadline late) => late.Responsible == RoleCodes.TeamManager;

    /// <summary>The late duty that an escalation is about; null for other approvals.</summary>
    private static Deadline? Late(CaseState state, Approval approval) =>
        approval.Tier > 0 ? state.Deadlines.FirstOrDefault(one => one.Id == approval.About.DeadlineId) : null;

    /// <summary>What can be decided on an approval of that kind.</summary>
    public static IReadOnlyList<ApprovalVerdict> Verdicts(ApprovalKind kind) => kind == ApprovalKind.CounterSignature
        ? [ApprovalVerdict.Approve, ApprovalVerdict.Return]
        : [ApprovalVerdict.Approve, ApprovalVerdict.Decline, ApprovalVerdict.Return];

    /// <summary>Where the procedure says that somebody must decide.</summary>
    public static string SourceOf(ApprovalKind kind) => kind switch
    {
        ApprovalKind.CounterSignature => "S0-35",
        ApprovalKind.PlanEndingWithoutConference => "domain 3.6 A, E46",
        ApprovalKind.ConferenceOutOfTime => "domain 3.6 A, E10",
        ApprovalKind.ParentExclusion => "S2-05",
        ApprovalKind.ManagerDecision => "S0-32",
        ApprovalKind.EnquiryClosure or ApprovalKind.NoConference => "N-14",
        _ => "domain 3.5",
    };

    /// <summary>The account role that an escalation goes to: the first of those told who is a manager.</summary>
    internal static Role? RoleOf(Checkpoint escalation) => escalation.To.Select(RoleOf).FirstOrDefault(role => role is not null);

    /// <summary>The people told of approvals that wait for an account role, or that it requested.</summary>
    internal static string CodeOf(Role role) => role switch
    {
        Role.TeamManager => RoleCodes.TeamManager,
        Role.ServiceManager => RoleCodes.ServiceManager,
        Role.HeadOfService => RoleCodes.HeadOfService,
        Role.ConferenceChair => RoleCodes.ConferenceChair,
        Role.BusinessSupport => RoleCodes.BusinessSupport,
        _ => RoleCodes.LeadSocialWorker,
    };

    /// <summary>The first role, unless the second ranks above it.</summary>
    internal static Role Higher(Role present, Role next) => MayDecide(present, next) ? next : present;

    /// <summary>Domain 3.3, the procedure's people as account roles.</summary>
    internal static Role? RoleOf(string code) => code switch
    {
        RoleCodes.TeamManager => Role.TeamManager,
        RoleCodes.ServiceManager or RoleCodes.ConferenceManager => Role.ServiceManager,
        RoleCodes.HeadOfService or RoleCodes.Director => Role.HeadOfService,
        _ => null,
    };

    private static int Rank(Role role) => role switch
    {
        Role.TeamManager or Role.ConferenceChair => 1,
        Role.ServiceManager => 2,
        Role.HeadOfService => 3,
        // A role that decides nothing ranks below no other, so it never reaches the needed role.
        _ => 0,
    };
}
