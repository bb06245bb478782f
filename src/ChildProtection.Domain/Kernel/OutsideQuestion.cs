using System.Text.Json.Serialization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// What the decision on a moment needs from outside the case. It is looked up first and travels with the signal, so that deciding stays
/// pure and a replay finds the same.
/// </summary>
public sealed record OutsideQuestion
{
    /// <summary>The number of the fact whose notices agencies must have taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NoticesOf { get; init; }

    /// <summary>Code of the team whose manager would be asked to decide.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ManagersOf { get; init; }

    /// <summary>What the nearest moment of a case needs; null when that is nothing.</summary>
    internal static OutsideQuestion? Of(CaseState state, TimedSignal nearest) => nearest switch
    {
        CheckpointSignal checkpoint when Find(state, checkpoint.DeadlineId) is { Next: { } next } deadline => Of(state, deadline, next),
        ApprovalStepSignal step when state.Approvals.FirstOrDefault(one => one.Id == step.ApprovalId) is { } waiting =>
            waiting.Steps is [{ Role: Role.TeamManager }, ..] ? Managers(waiting.DecidingTeam ?? state.Team) : null,
        RecoverySignal recovery when Find(state, recovery.DeadlineId) is { Tier: <= 1 } => Managers(state.Team),
        _ => null,
    };

    private static OutsideQuestion? Of(CaseState state, Deadline deadline, Checkpoint next) =>
        next.Kind == CheckpointKind.Reminder ? null
        : deadline.Kind == DeadlineKinds.NoConferenceObjection ? Notices(state.Enquiry?.ToldBy)
        : AsksTheManager(deadline, next) ? Managers(state.Team)
        : null;

    /// <summary>On a late duty of the manager's own somebody else is asked anyway.</summary>
    private static bool AsksTheManager(Deadline late, Checkpoint next) =>
        next.Kind == CheckpointKind.Escalation && next.To.Contains(RoleCodes.TeamManager) && late.Responsible != RoleCodes.TeamManager;

    private static OutsideQuestion? Notices(long? fact) => fact is null ? null : new OutsideQuestion { NoticesOf = fact };

    private static OutsideQuestion Managers(string team) => new() { ManagersOf = team };

    private static Deadline? Find(CaseState state, string id) => state.Deadlines.FirstOrDefault(one => one.Id == id);
}

/// <summary>What was found: codes and accounts, no names.</summary>
public sealed record OutsideAnswer
{
    /// <summary>Codes of the agencies that have not taken the notice; null where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Untaken { get; init; }

    /// <summary>Accounts of the team's managers and their deputies; null where the authority keeps no such list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Managers { get; init; }
}
