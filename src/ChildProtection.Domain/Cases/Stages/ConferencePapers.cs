using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>What business support sends after a conference and after a plan (E52 to E54). Accepted in a closed case too, as long as it is owed.</summary>
internal static class ConferencePapers
{
    public static Decision SendDecisionLetter(CaseChange change) => Give(change, DeadlineKinds.DecisionLetter, "Decision letter sent");

    public static Decision IssueRecord(CaseChange change) => Give(change, DeadlineKinds.ConferenceRecord, "Conference record issued");

    public static Decision SendEndNotices(CaseChange change) => Give(change, DeadlineKinds.EndNotification, "End-of-plan notices sent");

    private static Decision Give(CaseChange change, string kind, string summary)
    {
        var owedSince = change.Open(kind)!.Anchor.On;
        if (change.On < owedSince)
            return CaseChange.Invalid("/occurredOn", "domain 2.3, " + kind, $"must not be before {Words.Date(owedSince)}, when it became owed");
        change.Meet(kind);
        return change.Accept(summary);
    }
}
