using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The outcome of a group's event on one case.</summary>
/// <param name="CaseId">The caller's text.</param>
/// <param name="Status">The HTTP status of the event on its own: 200, 202, or that of the problem.</param>
/// <param name="Outcome">Of an accepted or pending event.</param>
/// <param name="Problem">Of a refused one: a problem as RFC 9457 has it.</param>
internal sealed record GroupChildView(string CaseId, int Status, EventOutcomeView? Outcome, JsonObject? Problem)
{
    /// <summary>What would follow, where that alone was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DryRunView? Foreseen { get; init; }

    /// <summary>The case as it would be then.</summary>
    internal CaseState? Then { get; init; }
}

/// <summary>The earliest due dates of the children of a group: a joint meeting on that day is in time for each of them.</summary>
internal sealed record GroupDatesView(DateOnly? CoreGroupDueOn, DateOnly? ReviewDueOn)
{
    public static GroupDatesView Of(IEnumerable<CaseState> cases)
    {
        var deadlines = cases.SelectMany(state => state.Deadlines).ToArray();
        return new GroupDatesView(
            Earliest(deadlines.Where(deadline => DeadlineKinds.CoreGroupMeetings.Contains(deadline.Kind))),
            Earliest(
                deadlines.Where(deadline =>
                    deadline.Kind is DeadlineKinds.RcpcFirst or DeadlineKinds.RcpcLater or DeadlineKinds.EarlyReviewHeld)));
    }

    private static DateOnly? Earliest(IEnumerable<Deadline> deadlines) => deadlines.Select(deadline => (DateOnly?)deadline.DueOn).Min();
}

/// <summary>The outcome of a group's event, child by child; the refusal for one does not affect the others.</summary>
internal sealed record GroupOutcomeView(IReadOnlyList<GroupChildView> Items, GroupDatesView Joint);
