using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Transfer;

namespace ChildProtection.Functions.Access;

/// <summary>What a route does to cases; this selects the rule for the case in its path.</summary>
internal enum CaseRule
{
    /// <summary>Nothing about a person: no case to check and no access to log.</summary>
    None,

    /// <summary>Opens a case.</summary>
    Open,

    /// <summary>Reads a case of the caller's team, or of another team in an emergency.</summary>
    Read,

    /// <summary>Inspects who worked on a case; an emergency does not open it.</summary>
    Inspect,

    /// <summary>The caller's own events, even when the caller may not see the case otherwise.</summary>
    OwnEvents,

    /// <summary>Raises an event, whose type decides.</summary>
    Raise,

    /// <summary>Changes who may see a case.</summary>
    Govern,

    /// <summary>Lists across cases, bounded by <see cref="TeamScope"/>.</summary>
    List,
}

/// <summary>Who may use a route.</summary>
/// <param name="Roles">Any one of them; none for a route that answers without a token.</param>
/// <param name="Rule">The rule for the case.</param>
internal sealed record RouteAccess(IReadOnlyList<Role> Roles, CaseRule Rule)
{
    public static RouteAccess Anonymous { get; } = new([], CaseRule.None);

    /// <summary>Every account; the answer holds nothing about a person.</summary>
    public static RouteAccess Anybody { get; } = new(Enum.GetValues<Role>(), CaseRule.None);

    public static RouteAccess Open { get; } = new(EventCatalogue.Of<ReferralReceived>().Roles, CaseRule.Open);

    public static RouteAccess OpenTransfer { get; } = new(EventCatalogue.Of<TransferInNotified>().Roles, CaseRule.Open);

    /// <summary>One meeting about several children; the function checks and logs each case.</summary>
    public static RouteAccess Group { get; } =
        new(
            [.. EventCatalogue.All.Where(type => type.ForSeveralChildren).SelectMany(type => type.Roles).Distinct().Order()],
            CaseRule.Open);

    /// <summary>Every role that may raise any event; the event's type decides further.</summary>
    public static RouteAccess Raise { get; } = new(Raisers, CaseRule.Raise);

    public static RouteAccess OwnEvents { get; } = new(Raisers, CaseRule.OwnEvents);

    /// <summary>The authority's staff, and the agencies of the conference and core group.</summary>
    public static RouteAccess Case { get; } = new([.. Staff, Role.Agency], CaseRule.Read);

    /// <summary>The whole record with the words of every agency: the auditor may read it, an agency may not.</summary>
    public static RouteAccess Chronology { get; } = new([.. Staff, Role.Auditor], CaseRule.Read);

    public static RouteAccess List { get; } = new([.. Staff, Role.Auditor], CaseRule.List);

    /// <summary>Open and decided approvals.</summary>
    public static RouteAccess Approvals { get; } = new([.. ApprovalRules.Deciders, Role.Auditor], CaseRule.List);

    /// <summary>Deciding raises an event on the approval's case.</summary>
    public static RouteAccess Decide { get; } = new(ApprovalRules.Deciders, CaseRule.Raise);

    public static RouteAccess CaseLog { get; } = new(Overseers, CaseRule.Inspect);

    /// <summary>A manager answers for who read a case of the team in an emergency.</summary>
    public static RouteAccess Acknowledge { get; } = new([Role.TeamManager, .. Approvers], CaseRule.Govern);

    public static RouteAccess SubjectLog { get; } = new(Overseers, CaseRule.List);

    public static RouteAccess Restriction { get; } = new(Approvers, CaseRule.Govern);

    /// <summary>
    /// Messages that could not be used. The route names no case, so the functions find it, ask whether a manager may read it, log each
    /// access, and do not answer without.
    /// </summary>
    public static RouteAccess DeadLetters { get; } = new([.. CaseManagers, Role.Administrator], CaseRule.Open);

    /// <summary>What such a message says: administrators see its structure alone.</summary>
    public static RouteAccess DeadLetterContent { get; } = new(CaseManagers, CaseRule.Open);

    /// <summary>Keeps a record, or decides on its disposal.</summary>
    public static RouteAccess Keep { get; } = new(Approvers, CaseRule.Govern);

    /// <summary>The records of every team that are due for disposal.</summary>
    public static RouteAccess Disposals { get; } = new([.. Approvers, Role.Auditor], CaseRule.List);

    /// <summary>Starts an operation on the app itself: the function logs it.</summary>
    public static RouteAccess Operate { get; } = new([Role.Administrator], CaseRule.Open);

    /// <summary>The progress of an operation: only numbers.</summary>
    public static RouteAccess Operation { get; } = new([Role.Administrator], CaseRule.None);

    private static Role[] Staff =>
        [Role.SocialWorker, Role.TeamManager, Role.ServiceManager, Role.HeadOfService, Role.ConferenceChair, Role.BusinessSupport];

    private static Role[] Overseers => [Role.TeamManager, Role.ServiceManager, Role.HeadOfService, Role.Auditor];

    private static Role[] CaseManagers => [Role.TeamManager, .. Approvers];

    private static Role[] Approvers => [Role.ServiceManager, Role.HeadOfService];

    private static Role[] Raisers =>
        [.. EventCatalogue.All.Where(type => !type.Indirect).SelectMany(type => type.Roles).Distinct().Order()];
}
