using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// What business support sends after each conference (E52, E53). It stays owed when the next one is held, and in a closed case.
/// </summary>
internal static class ConferencePapers
{
    private const string Field = "/data/conferenceId";

    private static readonly string[] Kinds = [DeadlineKinds.DecisionLetter, DeadlineKinds.ConferenceRecord];

    public static void Owe(DecisionBuilder change, string conferenceId)
    {
        foreach (var kind in Kinds)
            OwedPapers.Owe(change, kind, conferenceId);
    }

    /// <summary>Whether a paper of that conference is still owed.</summary>
    public static bool IsOwedOf(CaseState state, string conferenceId) =>
        state.Deadlines.Any(deadline => deadline.Subject == conferenceId && Kinds.Contains(deadline.Kind));

    public static Decision Decide(DecisionBuilder change, DecisionLetterSent data) =>
        OwedPapers.Give(change, DeadlineKinds.DecisionLetter, data.ConferenceId, Field, "Decision letter sent");

    public static Decision Decide(DecisionBuilder change, ConferenceRecordIssued data) =>
        OwedPapers.Give(change, DeadlineKinds.ConferenceRecord, data.ConferenceId, Field, "Conference record issued");
}
