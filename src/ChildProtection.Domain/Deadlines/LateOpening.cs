namespace ChildProtection.Domain.Deadlines;

/// <summary>
/// A fact recorded late opens its deadline late. It skips the reminders that have passed, and all passed escalations but the highest. The
/// due checkpoint still fires: it makes the deadline overdue.
/// </summary>
internal static class LateOpening
{
    public static IReadOnlyList<Checkpoint> Skip(IReadOnlyList<Checkpoint> checkpoints, DateTimeOffset openedAt)
    {
        var highest = checkpoints
            .Where(checkpoint => checkpoint.Kind == CheckpointKind.Escalation && checkpoint.At <= openedAt)
            .Max(checkpoint => checkpoint.Tier);
        return [.. checkpoints.Select(checkpoint => checkpoint with { Skipped = HasPassed(checkpoint, openedAt, highest) })];
    }

    private static bool HasPassed(Checkpoint checkpoint, DateTimeOffset openedAt, int? highest) => checkpoint.Kind switch
    {
        CheckpointKind.Reminder => checkpoint.At <= openedAt,
        CheckpointKind.Escalation => checkpoint.At <= openedAt && checkpoint.Tier < highest,
        _ => false,
    };
}
