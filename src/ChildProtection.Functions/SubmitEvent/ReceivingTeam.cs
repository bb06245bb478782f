using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Teams;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>What a case cannot know of the team it goes to: whether it is open, and whether the caller manages it (N-12).</summary>
public sealed class ReceivingTeam(TeamDirectory teams, CaseReader cases, LocalDays days)
{
    /// <param name="moved">The case.</param>
    /// <param name="key">The event's key: a repeated request is answered all the same.</param>
    /// <param name="raised">The event.</param>
    /// <param name="actor">Who raises it, in the role that permits it.</param>
    /// <param name="cancellation">The caller went away.</param>
    /// <exception cref="ProblemException">The team is not open, or the case neither leaves nor reaches the caller's team.</exception>
    internal async Task CheckAsync(StoredCase moved, string key, CaseEvent raised, StoredActor actor, CancellationToken cancellation)
    {
        if (raised is not TeamChanged { ToTeam: var team })
            return;
        var isOfEither = actor.Team is { } own && (own == moved.State.Team || own == team);
        if (!isOfEither && actor.Role == Role.TeamManager)
            throw new ProblemException(Problems.Forbidden(
                "Only a manager of the present or of the receiving team, or a service manager, moves a case. Ask one of them."));
        if (teams.Current.Fault(team, days.Today()) is { } fault
            && await cases.FindEventAsync(moved.State.CaseId, actor.Subject, key, cancellation) is null)
            throw new ProblemException(Problems.Validation("/data/toTeam", fault));
    }
}
