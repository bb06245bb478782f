using ChildProtection.Functions.Access;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile;

/// <summary>A case as one caller may see it.</summary>
public sealed class CaseAnswers(CaseReader cases, LegalHolds holds, LocalDays days)
{
    /// <summary>A <see cref="CaseView"/> for the authority's staff, an <see cref="AgencyCaseView"/> for an agency.</summary>
    internal async Task<object> ViewAsync(string caseId, Caller caller, CancellationToken cancellation)
    {
        var found = await cases.FindCaseAsync(caseId, cancellation);
        if (!caller.IsStaff)
            return AgencyCaseView.Of(found);
        // One request reads a case without a hold, and nearly all have none.
        var hold = found.Held ? await holds.StandingAsync(caseId, cancellation) : null;
        var view = CaseView.Of(found, caller, days.Today(found.State.Profile.Id));
        return hold is null
            ? view
            : view with
            {
                LegalHold = StandingHoldView.Of(hold, withReason: caller.Roles.Any(RouteAccess.Keep.Roles.Contains)),
            };
    }
}
