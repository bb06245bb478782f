using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Oversight;

/// <summary>Another profile or calendar moves deadlines (E51): the role responsible for one hears which, from when to when.</summary>
internal static class PolicyNotices
{
    public static Notice DeadlinesMoved { get; } =
        Notice.Of(ForPeople<DeadlinesMovedNotice>("deadlinesMoved", "Deadlines were counted again",
            "Look at the new dates and plan for them."), Tell);

    private static IEnumerable<Message> Tell(Decided decided)
    {
        var (after, stamp) = (decided.After, decided.After.Profile);
        var ofRoles = Moved(decided.Decision.Deadlines).GroupBy(moved => moved.Responsible, StringComparer.Ordinal);
        return ofRoles.SelectMany(group => Audience.Roles(after, group.Key).Telling(new DeadlinesMovedNotice
        {
            Child = decided.Child,
            ProfileId = stamp.Id,
            ProfileVersion = stamp.Version,
            CalendarVersion = stamp.CalendarVersion,
            Deadlines = [.. group.Select(moved => moved.Deadline)],
        }));
    }

    /// <summary>
    /// The new count follows each superseded one. A count without a partner is a duty that only one of the two profiles has.
    /// </summary>
    private static IEnumerable<(string Responsible, MovedDeadline Deadline)> Moved(IReadOnlyList<DeadlineChange> changes)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            var (now, former) = (changes[index].Deadline, (DateOnly?)null);
            if (changes[index].Change == DeadlineChangeKind.Superseded && index + 1 < changes.Count)
                (now, former) = (changes[++index].Deadline, now.DueOn);
            yield return (now.Responsible, new MovedDeadline
            {
                DeadlineId = now.Id,
                DeadlineKind = now.Kind,
                FormerDueOn = now.IsOpen ? former : now.DueOn,
                DueOn = now.IsOpen ? now.DueOn : null,
            });
        }
    }
}
