using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// Who decides on an approval: the role it waits for or a higher one, and never the person who asked for it (domain 3.3, 3.5).
/// </summary>
public static class ApprovalRules
{
    public const string OwnRule = "domain 3.6 B, nobody approves their own";

    public const string RoleRule = "domain 3.5, tiers";

    /// <summary>The roles that decide on approvals at all.</summary>
    public static IReadOnlyList<Role> Deciders { get; } = [Role.TeamManager, Role.ServiceManager, Role.HeadOfService, Role.ConferenceChair];

    /// <summary>
    /// Whether <paramref name="role"/> decides where <paramref name="needed"/> is asked for. A manager cannot act for a chair, nor a chair
    /// for a manager; the roles above both may act for either.
    /// </summary>
    public static bool MayDecide(Role needed, Role role) => role == needed || Rank(role) > Rank(needed);

    /// <summary>Why the account cannot decide on the approval in that role; null when it can.</summary>
    public static Rejected? Validate(Approval approval, string subject, Role role)
    {
        if (subject == approval.RequestedBy)
            return DecisionBuilder.NotAllowed(OwnRule, "You cannot decide on your own request; another person must decide.");
        return MayDecide(approval.Role, role)
            ? null
            : DecisionBuilder.NotAllowed(
                RoleRule, $"The role {role} cannot decide {approval.Id}; it waits for {approval.Role} or a higher role.");
    }

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
    private static Role? RoleOf(string code) => code switch
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
