using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The signal of a referral, with what earlier cases say of the child.</summary>
internal static class OpeningSignals
{
    public static async Task<OpeningSignal> OfAsync(
        CaseTables tables, string caseId, EventRequest referral, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var earlier = await ChildReservation.EarlierPlansAsync(tables.Index, LocalIdOf(referral), cancellationToken);
        return new OpeningSignal
        {
            CaseId = caseId,
            PreviousPlans = earlier.Count,
            PreviousPlanEndedOn = earlier.LastEndedOn,
            Referral = referral.ToSignal(receivedAt),
        };
    }

    public static string LocalIdOf(EventRequest referral) => ((IOpensCase)referral.Event).Child.LocalId;
}
