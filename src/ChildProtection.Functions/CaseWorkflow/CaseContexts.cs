using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Profile and calendar of a case at a moment: the versions stamped on it, or the newest for a new case. They are data of this deployment.
/// </summary>
public static class CaseContexts
{
    public const string DefaultProfile = "EN-WT2023";

    /// <summary>The context for a decision: the case's own profile, or the referral's for a new case.</summary>
    public static CaseContext For(CaseState? state, CaseSignal signal, ProcedureCatalogue catalogue, DateTimeOffset now) =>
        state is not null
            ? CaseContext.Of(catalogue, state.Profile, now)
            : CaseContext.Beginning(catalogue, ((signal as OpeningSignal)?.Referral.Event as IOpensCase)?.Profile ?? DefaultProfile, now);
}
