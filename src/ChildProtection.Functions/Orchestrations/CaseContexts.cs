using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Functions.Orchestrations;

/// <summary>Profile and calendar of a case at a moment. They are data of this deployment, the same for every replay.</summary>
public static class CaseContexts
{
    public const string DefaultProfile = "EN-WT2023";

    /// <summary>The profile that decides on a signal: the case's own, or the referral's for a case that begins.</summary>
    public static CaseContext For(CaseState? state, CaseSignal signal, DateTimeOffset now) =>
        For(state?.Profile.Id ?? ((signal as OpeningSignal)?.Referral.Event as ReferralReceived)?.Profile ?? DefaultProfile, now);

    public static CaseContext For(string profileId, DateTimeOffset now)
    {
        var profile = ProcedureLibrary.Get(profileId);
        return new CaseContext { Profile = profile, Calendar = CalendarLibrary.Get(profile.Calendar), Now = now };
    }
}
