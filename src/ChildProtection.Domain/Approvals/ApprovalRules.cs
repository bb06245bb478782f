using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Approvals;

/// <summary>Who decides on an approval: the role it waits for or a higher one, and never who asked for it (domain 3.3, 3.5).</summary>
public static class ApprovalRules
{
    public const string OwnRule = "domain 3.6 B, nobody approves their own";

    public const string RoleRule = "domain 3.5, tiers";

    /// <summary>The roles that decide on approvals at all.</summary>
    public static IReadOnlyList<Role> Deciders { get; } = [Role.TeamManager, Role.ServiceManager, Role.HeadOfService, Role.ConferenceChair];

    /// <summary>
    /// Whether <paramref name="role"/> decides where <paramref name="needed"/> is asked for. A manager is no chair and a chair no manager,
    /// but those above both may act for either.
    /// </summary>
    public static bool MayDecide(Role needed, Role role) => role == needed || Rank(role) > Rank(needed);

    /// <summary>Why that account, acting in that role, does not decide on the approval; null when it does.</summary>
    public static Rejected? Validate(Approval approval, string subject, Role role)
    {
        if (subject == approval.RequestedBy)
            return DecisionBuilder.NotAllowed(OwnRule, "Nobody decides on what they asked for themselves; let somebody else decide.");
        return MayDecide(approval.Role, role)
            ? null
            : DecisionBuilder.NotAllowed(RoleRule, $"{approval.Id} waits for {approval.Role} or a higher role, not for {role}.");
    }

    /// <summary>The account role that an escalation goes to: the first of those told who is a manager.</summary>
    internal static Role? RoleOf(Checkpoint escalation) => escalation.To.Select(RoleOf).FirstOrDefault(role => role is not null);

    /// <summary>Who is told of what waits for, or was asked by, an account role.</summary>
    internal static string CodeOf(Role role) => role switch
    {
        Role.TeamManager => RoleCodes.TeamManager,
        Role.ServiceManager => RoleCodes.ServiceManager,
        Role.HeadOfService => RoleCodes.HeadOfService,
        Role.ConferenceChair => RoleCodes.ConferenceChair,
        Role.BusinessSupport => RoleCodes.BusinessSupport,
        _ => RoleCodes.LeadSocialWorker,
    };

    /// <summary>The one that is asked for, unless the next stands above it.</summary>
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
        // Roles that decide nothing stand below none: they can only be equal to what is needed, which they never are.
        _ => 0,
    };
}
