using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>A deadline opens once, ends at most once, and its due date never moves; of one duty there is one at a time.</summary>
internal sealed class DeadlinesOpenOnceEndOnceAndKeepTheirDueDate : Law
{
    private readonly Dictionary<string, DateOnly> open = new(StringComparer.Ordinal);
    private readonly HashSet<string> ended = new(StringComparer.Ordinal);
    private readonly HashSet<(string Kind, string? Subject)> duties = [];

    public override void Open(OpeningSignal opening, Accepted opened) => Follow(opened);

    public override void Step(Passed step)
    {
        if (step.Decision is Accepted accepted)
            Follow(accepted);
    }

    private void Follow(Accepted accepted)
    {
        foreach (var (deadline, change) in accepted.Deadlines)
        {
            if (change == DeadlineChangeKind.Opened && (ended.Contains(deadline.Id) || !open.TryAdd(deadline.Id, deadline.DueOn)))
                Broken($"{deadline.Id} opened twice");
            if (!open.TryGetValue(deadline.Id, out var dueOn))
                Broken($"{deadline.Id} changed ({change}) and is not open");
            if (dueOn != deadline.DueOn)
                Broken($"{deadline.Id} moved from {dueOn:O} to {deadline.DueOn:O}");
            if (StatusAfter(change, deadline) != deadline.Status)
                Broken($"{deadline.Id} is {deadline.Status} after {change}");
            if (deadline.IsOpen)
                continue;
            open.Remove(deadline.Id);
            ended.Add(deadline.Id);
        }

        var present = accepted.State.Deadlines;
        if (present.Count != open.Count)
            Broken($"the state has {string.Join(", ", present.Select(one => one.Id))}; open are {string.Join(", ", open.Keys)}");
        duties.Clear();
        foreach (var deadline in present)
        {
            if (!deadline.IsOpen || !open.TryGetValue(deadline.Id, out var dueOn) || dueOn != deadline.DueOn)
                Broken($"{deadline.Id} in the state is not what opened");
            if (!duties.Add((deadline.Kind, deadline.Subject)))
                Broken($"{deadline.Kind} {deadline.Subject} is owed twice after {accepted.Fact.Type}");
        }
    }

    private static DeadlineStatus StatusAfter(DeadlineChangeKind change, Deadline deadline) =>
        change switch
        {
            DeadlineChangeKind.Opened or DeadlineChangeKind.Reminded => DeadlineStatus.Open,
            // What runs in hours is late on its due day too.
            DeadlineChangeKind.Met => deadline.DaysLate == 0 && deadline.Status != DeadlineStatus.MetLate
                ? DeadlineStatus.Met
                : DeadlineStatus.MetLate,
            DeadlineChangeKind.Cancelled => DeadlineStatus.Cancelled,
            DeadlineChangeKind.Superseded => DeadlineStatus.Superseded,
            DeadlineChangeKind.NotDone => DeadlineStatus.NotDone,
            _ => DeadlineStatus.Overdue,
        };
}

/// <summary>
/// Once its time has passed a deadline is one of met, met late, overdue, cancelled, superseded, and before it never overdue (reliability
/// I7).
/// </summary>
internal sealed class PastItsTimeNoDeadlineIsJustOpen : Law
{
    public override void Step(Passed step)
    {
        // Before an event is decided every checkpoint until then has fired.
        if (step.Signal is not EventSignal)
            return;
        foreach (var deadline in step.Before.Deadlines)
        {
            // A day's last second is still in time; an exact moment is not.
            var over = deadline.Basis is { EndsAt: not null } or { AnchorAt: not null } ? deadline.DueAt : deadline.DueAt.AddSeconds(1);
            var passed = over <= step.Now;
            if (passed != (deadline.Status == DeadlineStatus.Overdue) && (passed || !FiredByALaggingClock(deadline, over)))
                Broken($"{deadline.Id}, over at {over:O}, is {deadline.Status} at {step.Now:O}");
        }
    }

    /// <summary>The clock of this event's machine lags behind the one that fired it.</summary>
    private static bool FiredByALaggingClock(Deadline deadline, DateTimeOffset over) =>
        deadline.Checkpoints.Any(one => one.Kind == CheckpointKind.Due && one.FiredAt >= over);
}

/// <summary>Checkpoints fire nearest first, and each once.</summary>
internal sealed class CheckpointsFireNearestFirstAndOnce : Law
{
    private readonly HashSet<(string, CheckpointKind, int?, DateTimeOffset)> fired = [];

    public override void Step(Passed step)
    {
        if (step.Signal is not CheckpointSignal signal
            || step.Before.Deadlines.FirstOrDefault(one => one.Id == signal.DeadlineId) is not { } deadline)
            return;
        if (deadline.Next is not { } next || next.At != signal.At)
        {
            Broken($"{signal} is not the next of {deadline.Id}");
            return;
        }

        if (!fired.Add((deadline.Id, next.Kind, next.Tier, next.Tier is null ? next.At : default)))
            Broken($"{deadline.Id} {next.Kind} {next.Tier} fired twice");
        foreach (var other in step.Before.Deadlines)
            if (other.Next is { } earlier && earlier.At < signal.At)
                Broken($"{other.Id} was due to speak up at {earlier.At:O}, before {deadline.Id}");
    }
}
