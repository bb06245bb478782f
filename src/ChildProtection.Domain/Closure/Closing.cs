using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Closure;

/// <summary>
/// How every case ends: papers owed to people and the review of a restriction stay open; every other deadline ends (domain 3.1, Closed).
/// </summary>
internal static class Closing
{
    public static Decision Close(DecisionBuilder change, CaseOutcome outcome, string? censusCode, string summary)
    {
        // The census is England's: a case of Guernsey has no reason in its codes (domain 3.7, T-15).
        var code = change.State.Regions.Legal.ThroughConvenor ? null : censusCode;
        // An event keeps its own date; the case closes no earlier than its latest event (census rule 8565).
        DateOnly[] before = [change.OccurredOn, change.State.LastActivityOn, change.State.Plan?.EndedOn ?? change.OccurredOn];
        var closedOn = before.Max();
        if (closedOn > change.OccurredOn)
            change.Warn($"The case is closed on {DateText.Date(closedOn)}, the day of its latest event.");
        change.StopAllBut(DeadlineKinds.KeptAtClosure);
        foreach (var waiting in change.State.Approvals.Where(waiting => waiting.About.DeadlineId is null))
            change.Withdraw(waiting);
        change.State = change.State with
        {
            Stage = CaseStage.Closed,
            StageBeforeStrategy = null,
            Conference = null,
            CinPlan = change.State.CinPlan is { EndedOn: null } running
                ? running with
                {
                    EndedOn = change.OccurredOn > running.StartedOn ? change.OccurredOn : running.StartedOn,
                }
                : change.State.CinPlan,
            Closure = new CaseClosure(closedOn, outcome, code),
            Regions = change.State.Regions with { Enquiry = new EnquiryTrack() },
        };
        return change.Accept($"{summary}; case closed{(code is null ? "" : $" ({code})")}");
    }
}
