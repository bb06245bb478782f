using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>Each core group's notes go to its members (E17, S3-26). They stay owed when it meets again and when the plan ends.</summary>
internal static class CoreGroupNotes
{
    private const string Kind = DeadlineKinds.CoreGroupNotes;

    /// <summary>The core group of that number in the plan in force was held.</summary>
    public static void Owe(DecisionBuilder change, int number) =>
        OwedPapers.Owe(change, Kind, MeetingNames.CoreGroup(change.State.Plan!.Number, number));

    public static Decision Decide(DecisionBuilder change, CoreGroupNotesCirculated data)
    {
        if (data.CoreGroupNumber is not { } number)
            return Circulate(change, null);
        string[] named = [.. Owed(change).Where(meeting => Number(meeting) == number && Fits(meeting, data.PlanNumber))];
        return named.Length > 1
            ? DecisionBuilder.Invalid(
                "/data/planNumber", "S3-26", $"is required, as two plans owe notes of core group {number}: {string.Join(", ", named)}")
            : Circulate(change, named.Length == 1 ? named[0] : "");
    }

    private static Decision Circulate(DecisionBuilder change, string? meeting) =>
        OwedPapers.Give(change, Kind, meeting, "/data/coreGroupNumber", "Core group notes circulated");

    private static IEnumerable<string> Owed(DecisionBuilder change) =>
        change.State.Deadlines.Where(deadline => deadline.Kind == Kind).Select(deadline => deadline.Subject!);

    private static int Number(string meeting) => int.Parse(meeting[(meeting.LastIndexOf('-') + 1)..], null);

    private static bool Fits(string meeting, int? plan) => plan is null || meeting == MeetingNames.CoreGroup(plan.Value, Number(meeting));
}
