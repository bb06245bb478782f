using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// Who never decides on an approval, by account and whatever the role (N-16): who asked for it, who had the duty when it fell due, and who
/// works with the child.
/// </summary>
public static class ApprovalBars
{
    public const string Rule = "N-16";

    /// <summary>Who wrote or asked for what others decide on by an event of its own.</summary>
    internal const string OwnWorkRule = "N-15";

    /// <summary>Accounts that an approval keeps.</summary>
    public const int Most = 10;

    /// <summary>Who works with the child: the lead, who led before, and the other workers.</summary>
    public static IReadOnlyList<string> Workers(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string?[] leads = [state.LeadSocialWorker, state.Allocation?.LastLead];
        return [.. leads.OfType<string>(), .. (state.Allocation?.Workers ?? []).Select(worker => worker.Id)];
    }

    /// <summary>Why the account may not decide, as a sentence; null when nothing bars it.</summary>
    /// <param name="approval">The approval.</param>
    /// <param name="workers">Who works with the child now.</param>
    /// <param name="account">Whose decision it would be.</param>
    public static string? WhyNot(Approval approval, IReadOnlyList<string> workers, string account)
    {
        ArgumentNullException.ThrowIfNull(approval);
        ArgumentNullException.ThrowIfNull(workers);
        if (account == approval.RequestedBy)
            return "You cannot decide on your own request.";
        if (workers.Contains(account))
            return "You cannot decide, because you work or worked with this child.";
        return approval.Barred?.Contains(account) == true
            ? "You cannot decide, because this duty was yours when it fell due."
            : null;
    }

    internal static Rejected? Validate(CaseState state, Approval approval, string account) =>
        Refuse(WhyNot(approval, Workers(state), account), ApprovalRules.Needed(state, approval));

    /// <summary>The same for a late duty that a manager ends without being asked.</summary>
    /// <param name="state">The case.</param>
    /// <param name="late">The duty.</param>
    /// <param name="account">Whose decision it would be.</param>
    /// <param name="needed">The role that such a decision takes.</param>
    internal static Rejected? Validate(CaseState state, Deadline late, string account, Role needed)
    {
        var asked = state.ApprovalAbout(late.Id) ?? Escalations.Raise(state, late, late.DueAt);
        return Refuse(WhyNot(asked with { Barred = With(asked.Barred, late.OwedBy) }, Workers(state), account), needed);
    }

    private static Rejected? Refuse(string? why, Role needed) =>
        why is null ? null : DecisionBuilder.NotAllowed(Rule, $"{why} {WhoMay(needed)}");

    /// <summary>Whom to ask instead, as a sentence.</summary>
    public static string WhoMay(Role needed) => needed switch
    {
        Role.TeamManager => "Another team manager, a service manager or a head of service may decide.",
        Role.ConferenceChair => "Another conference chair, a service manager or a head of service may decide.",
        Role.ServiceManager => "Another service manager or a head of service may decide.",
        _ => "Another head of service must decide.",
    };

    /// <summary>The accounts with one more; null while there is none.</summary>
    internal static IReadOnlyList<string>? With(IReadOnlyList<string>? barred, string? account) =>
        account is null || barred?.Contains(account) == true ? barred : [.. (barred ?? []).Append(account).TakeLast(Most)];
}
