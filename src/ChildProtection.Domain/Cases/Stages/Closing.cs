using System.Collections.Frozen;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>How every case ends: what is owed to people, and the review of who may know of the case, stays open; every other deadline is cancelled (domain 3.1, Closed).</summary>
internal static class Closing
{
    private static readonly FrozenSet<string> Owed =
        FrozenSet.Create(DeadlineKinds.DecisionLetter, DeadlineKinds.ConferenceRecord, DeadlineKinds.EndNotification, DeadlineKinds.RestrictionReview);

    public static Decision Close(CaseChange change, CaseOutcome outcome, string? censusCode, string summary)
    {
        if (change.On < change.State.LastActivityOn)
            return CaseChange.Invalid("/occurredOn", "census rule 8565",
                $"a case cannot close before its latest event of {Words.Date(change.State.LastActivityOn)}");
        change.CancelAllBut(Owed);
        foreach (var waiting in change.State.Approvals.Where(waiting => waiting.About.DeadlineId is null))
            change.Withdraw(waiting);
        change.State = change.State with
        {
            Stage = CaseStage.Closed,
            StageBeforeStrategy = null,
            Conference = null,
            CinPlan = change.State.CinPlan is { EndedOn: null } running ? running with { EndedOn = change.On } : change.State.CinPlan,
            Closure = new Closure(change.On, outcome, censusCode),
        };
        return change.Accept($"{summary}; case closed{(censusCode is null ? "" : $" ({censusCode})")}");
    }
}
