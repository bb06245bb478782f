using System.Globalization;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>Every paper that a case owes after its meetings.</summary>
internal static class Papers
{
    /// <summary>Gives all that is owed on that day.</summary>
    public static void Give(CaseDriver driver, string when)
    {
        foreach (var paper in driver.State.Deadlines.Select(For).OfType<CaseEvent>().ToArray())
            driver.Raise(when, paper);
    }

    private static CaseEvent? For(Deadline owed) => owed.Kind switch
    {
        "decisionLetter" => new DecisionLetterSent { ConferenceId = owed.Subject },
        "conferenceRecord" => new ConferenceRecordIssued { ConferenceId = owed.Subject },
        "cgNotes" => Notes(owed.Subject!.Split('-')),
        "endNotification" => new EndNoticesSent(),
        _ => null,
    };

    private static CoreGroupNotesCirculated Notes(string[] meeting) => new()
    {
        CoreGroupNumber = Number(meeting[^1]),
        PlanNumber = meeting[0] == "plan" ? Number(meeting[1]) : 1,
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
