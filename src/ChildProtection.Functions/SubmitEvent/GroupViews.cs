using System.Text.Json.Nodes;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>What became of a group's event on one case.</summary>
/// <param name="CaseId">As the caller named it.</param>
/// <param name="Status">The HTTP status that the event would have had by itself: 200, 202, or that of the problem.</param>
/// <param name="Outcome">Of an accepted or pending event.</param>
/// <param name="Problem">Of a refused one: a problem as RFC 9457 has it.</param>
internal sealed record GroupChildView(string CaseId, int Status, EventOutcomeView? Outcome, JsonObject? Problem);

/// <summary>The earliest due dates of the children of a group: a joint meeting on that day is in time for each of them.</summary>
internal sealed record GroupDatesView(DateOnly? CoreGroupDueOn, DateOnly? ReviewDueOn)
{
    public static GroupDatesView Of(IEnumerable<StoredCase> cases)
    {
        var deadlines = cases.SelectMany(stored => stored.State.Deadlines).ToArray();
        return new GroupDatesView(
            Earliest(deadlines.Where(deadline => DeadlineKinds.CoreGroupMeetings.Contains(deadline.Kind))),
            Earliest(
                deadlines.Where(deadline =>
                    deadline.Kind is DeadlineKinds.RcpcFirst or DeadlineKinds.RcpcLater or DeadlineKinds.EarlyReviewHeld)));
    }

    private static DateOnly? Earliest(IEnumerable<Deadline> deadlines) => deadlines.Select(deadline => (DateOnly?)deadline.DueOn).Min();
}

/// <summary>What became of a group's event, child by child; one child's refusal holds up no other.</summary>
internal sealed record GroupOutcomeView(IReadOnlyList<GroupChildView> Items, GroupDatesView Joint);
