using System.Text.Json;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access;

/// <summary>
/// The refusal of a case that does not exist. It costs what a hidden case costs, whose state is read before it is refused: or the time of
/// the answer would tell the two apart.
/// </summary>
internal static class UnknownCases
{
    private static readonly string Sample = CaseStateJson.Serialize(Opened());

    public static ProblemException Refusal()
    {
        _ = CaseStateJson.Load(Sample);
        return new ProblemException(CaseRoute.UnknownCase());
    }

    /// <summary>A case of nobody, as a referral opens one.</summary>
    private static CaseState Opened()
    {
        var at = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        var signal = new OpeningSignal
        {
            CaseId = Guid.Empty.ToString("D"),
            PreviousPlans = 0,
            Referral = new EventSignal
            {
                EventId = "none",
                OccurredOn = new DateOnly(2026, 1, 5),
                ReceivedAt = at,
                Rules = EventSignal.CurrentRules,
                Actor = new Actor { Subject = "none", Role = Role.SocialWorker },
                Event = JsonSerializer.Deserialize<ReferralReceived>(
                    """
                    { "referralSource": "2A", "concern": "none", "team": "none",
                      "child": { "localId": "none", "givenName": "No", "familyName": "One", "dateOfBirth": "2020-01-01" } }
                    """,
                    DomainJson.Record)!,
            },
        };
        return ((Accepted)CaseLifecycle.Decide(null, signal, CaseContexts.For(null, signal, ProcedureCatalogue.Shipped, at))).State;
    }
}
