using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Teams;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>
/// Whom an event makes chair or lead worker. Being named opens the case to an account, so a chair comes from the authority's list, and
/// nobody is chair and lead of one case (S2-11).
/// </summary>
public sealed class Appointments(TeamDirectory directory, CaseReader cases)
{
    /// <param name="stored">The case.</param>
    /// <param name="key">The event's key: a repeated request is answered all the same.</param>
    /// <param name="raised">The event.</param>
    /// <param name="actor">Who raises it.</param>
    /// <param name="cancellation">The caller went away.</param>
    /// <exception cref="ProblemException">The event names somebody who must not be chair or lead.</exception>
    internal async Task CheckAsync(StoredCase stored, string key, CaseEvent raised, StoredActor actor, CancellationToken cancellation)
    {
        if (Fault(stored, raised, directory.Current.Chairs) is var (place, message)
            && await cases.FindEventAsync(stored.State.CaseId, actor.Subject, key, cancellation) is null)
            throw new ProblemException(Problems.Validation(place, message));
    }

    internal static (string Place, string Message)? Fault(
        StoredCase stored, CaseEvent raised, IReadOnlyList<string> chairs) => raised switch
        {
            // Who chaired a conference that took place is recorded, whoever it was.
            ConferenceBooked { Chair.Id: var chair } when chairs.Count > 0 && !chairs.Contains(chair, StringComparer.Ordinal) =>
                (
                    "/data/chair/id",
                    "must be one of the authority's chairs: ask who keeps its list to add the account, or book another chair"),
            ConferenceHeld { LeadSocialWorker.Id: var lead } held when lead == held.Chair.Id || IsChair(stored, lead) =>
                Both("/data/leadSocialWorker/id"),
            LeadSocialWorkerNamed { LeadSocialWorker.Id: var lead } when IsChair(stored, lead) => Both("/data/leadSocialWorker/id"),
            LeadSocialWorkerChanged { LeadSocialWorker.Id: var lead } when IsChair(stored, lead) => Both("/data/leadSocialWorker/id"),
            WorkerAllocated { Worker.Id: var worker } when IsChair(stored, worker) => Both("/data/worker/id"),
            _ => null,
        };

    private static bool IsChair(StoredCase stored, string account) =>
        stored.Chair == account || stored.State.Unconfirmed.Any(one => one.Chair == account);

    private static (string Place, string Message) Both(string place) =>
        (place, "chairs this case's conferences, and must not work on the case: name another account");
}
