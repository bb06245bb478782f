using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile;

internal sealed record ProfileView(string Id, string Version);

internal sealed record ChildView(string LocalId, string GivenName, string FamilyName, DateOnly? DateOfBirth, DateOnly? ExpectedDateOfBirth);

internal sealed record PersonView(string Id, string? Name);

internal sealed record ClosedView(DateOnly On, CaseOutcome Outcome, string? CensusCode);

/// <summary>A case for the people who work on it.</summary>
internal sealed record CaseView
{
    public required string CaseId { get; init; }

    public required string Reference { get; init; }

    public required ChildView Child { get; init; }

    public required ProfileView Profile { get; init; }

    /// <summary>Version of the stored form of the state; a new release raises it at the case's next decision.</summary>
    public required int StateVersion { get; init; }

    public required CaseStage State { get; init; }

    public required RegionsView Regions { get; init; }

    public required long Sequence { get; init; }

    public required string Team { get; init; }

    public required PersonView? LeadSocialWorker { get; init; }

    /// <summary>Who works on the case beside its lead, and since when; null while that is not recorded.</summary>
    public required AllocationView? Allocation { get; init; }

    public required PlanSummaryView? Plan { get; init; }

    public required IReadOnlyList<DeadlineView> OpenDeadlines { get; init; }

    /// <summary>Approvals that wait for a decision.</summary>
    public required IReadOnlyList<ApprovalView> Approvals { get; init; }

    public required DateTime? NextCheckpointAt { get; init; }

    public required ClosedView? Closed { get; init; }

    public required int PreviousPlans { get; init; }

    /// <summary>The legal hold; null without one.</summary>
    public StandingHoldView? LegalHold { get; init; }

    public static CaseView Of(StoredCase stored, Caller caller, DateOnly today)
    {
        var state = stored.State;
        return new CaseView
        {
            CaseId = state.CaseId,
            Reference = stored.Reference,
            Child = ChildOf(stored),
            Profile = new ProfileView(state.Profile.Id, state.Profile.Version),
            StateVersion = state.SchemaVersion,
            State = state.Stage,
            Regions = RegionsView.Of(state),
            Sequence = state.Sequence,
            Team = state.Team,
            LeadSocialWorker = LeadOf(stored),
            Allocation = AllocationView.Of(state),
            Plan = state.Plan is { } plan ? PlanSummaryView.Of(plan) : null,
            OpenDeadlines =
            [
                .. state.Deadlines.OrderBy(deadline => deadline.DueOn)
                    .Select(deadline => DeadlineView.Of(deadline, today, AllocationView.NobodyLeads(state))),
            ],
            Approvals =
            [
                .. state.Approvals.Select(approval =>
                    ApprovalView.Of(
                        new StoredApproval
                        {
                            Id = new ApprovalId(state.CaseId, approval.Number),
                            Team = approval.DecidingTeam ?? state.Team,
                            Approval = approval,
                        },
                        stored,
                        caller,
                        today)),
            ],
            NextCheckpointAt = state.NextCheckpointAt?.UtcDateTime,
            Closed = state.Closure is { } closure ? new ClosedView(closure.On, closure.Outcome, closure.CensusCode) : null,
            PreviousPlans = state.PreviousPlans,
        };
    }

    internal static ChildView ChildOf(StoredCase stored)
    {
        var child = stored.State.Child;
        return new ChildView(child.LocalId, stored.GivenName, stored.FamilyName, child.DateOfBirth, child.ExpectedDateOfBirth);
    }

    internal static PersonView? LeadOf(StoredCase stored) =>
        stored.State.LeadSocialWorker is { } worker ? new PersonView(worker, stored.LeadSocialWorkerName) : null;
}
