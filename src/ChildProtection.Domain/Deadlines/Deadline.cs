using System.Text.Json.Serialization;
using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Deadlines;

/// <summary>What a deadline counts from.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="On">Its local date: day 0.</param>
public sealed record DeadlineAnchor(string Event, DateOnly On);

/// <summary>A duty with a date. The date never moves; only status, checkpoints and what was met change.</summary>
public sealed record Deadline
{
    /// <summary>Kind and number within the case: <c>icpc-1</c>.</summary>
    public required string Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>
    /// What it is about, when a case can owe several of its kind at once: the id of an action, a dispute, a party. Null for the others.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject { get; init; }

    public required string Title { get; init; }

    /// <summary>Code of the responsible role.</summary>
    public required string Responsible { get; init; }

    public required DeadlineAnchor Anchor { get; init; }

    /// <summary>The last local date that is in time.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The first day of the expected window, if there is one. A duty done earlier is in time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? EarliestOn { get; init; }

    /// <summary>The last working day on or before the due date.</summary>
    public required DateOnly ScheduleBy { get; init; }

    /// <summary>The last second of the due date, in UTC; the exact moment when the duty runs in hours.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DeadlineStatus Status { get; init; } = DeadlineStatus.Open;

    /// <summary>The date on which the duty was done; null while it is not.</summary>
    public DateOnly? MetOn { get; init; }

    /// <summary>
    /// Calendar days between the due date and the day it was met, or ended without being done; zero when in time, late by hours of the due
    /// day, not ended, or no longer owed.
    /// </summary>
    public int DaysLate { get; init; }

    /// <summary>Account id of who was responsible when it fell due, as far as that is one person; null before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OwedBy { get; init; }

    /// <summary>In the order in which they fire.</summary>
    public required IReadOnlyList<Checkpoint> Checkpoints { get; init; }

    /// <summary>What it was counted from beside its anchor; null for most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeadlineBasis? Basis { get; init; }

    /// <summary>How the due date was counted.</summary>
    public required string Explanation { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>Whether the duty is still owed: open or overdue.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is DeadlineStatus.Open or DeadlineStatus.Overdue;

    /// <summary>The next checkpoint to fire; null when none is left or the deadline has ended.</summary>
    [JsonIgnore]
    public Checkpoint? Next
    {
        get
        {
            // Every turn asks every open deadline, so an index saves an enumerator each time.
            for (var index = 0; IsOpen && index < Checkpoints.Count; index++)
                if (Checkpoints[index].IsPending)
                    return Checkpoints[index];
            return null;
        }
    }

    /// <summary>The highest tier to which it has been escalated; 0 when it was not.</summary>
    [JsonIgnore]
    public int Tier =>
        Checkpoints
            .Where(checkpoint => checkpoint is { Kind: CheckpointKind.Escalation, FiredAt: not null })
            .Max(checkpoint => checkpoint.Tier)
        ?? 0;

    /// <summary>The deadline after a checkpoint fired; the due checkpoint makes it overdue.</summary>
    /// <param name="checkpoint">One of <see cref="Checkpoints"/>.</param>
    /// <param name="at">When it fired.</param>
    /// <exception cref="DeadlineException">The deadline has ended, or the checkpoint is not pending in it.</exception>
    public Deadline Fire(Checkpoint checkpoint, DateTimeOffset at)
    {
        EnsureOpen("fire a checkpoint of");
        if (!Checkpoints.Any(own => own.IsSameMoment(checkpoint) && own.IsPending))
        {
            throw new DeadlineException(
                $"Deadline {Id} has no pending checkpoint {checkpoint.Kind}{checkpoint.Tier} at {checkpoint.At:O}: it "
                + "fired already, was skipped or belongs to another deadline.");
        }

        return this with
        {
            Status = checkpoint.Kind == CheckpointKind.Due ? DeadlineStatus.Overdue : Status,
            Checkpoints = [.. Checkpoints.Select(own => own.IsSameMoment(checkpoint) ? own with { FiredAt = at.ToUniversalTime() } : own)],
        };
    }

    /// <summary>
    /// The deadline once its duty was done. The date of the fact decides, not the date of its recording: what was done in time and recorded
    /// late is met, though escalations that fired stay in the record.
    /// </summary>
    /// <exception cref="DeadlineException">The deadline has ended.</exception>
    public Deadline Meet(DateOnly on)
    {
        EnsureOpen("meet");
        var late = Math.Max(0, on.DayNumber - DueOn.DayNumber);
        return this with { Status = late == 0 ? DeadlineStatus.Met : DeadlineStatus.MetLate, MetOn = on, DaysLate = late };
    }

    /// <summary>
    /// The deadline of a duty that runs to an exact moment, once it was done at another: after the moment is late, on the same date too.
    /// </summary>
    /// <exception cref="DeadlineException">The deadline has ended.</exception>
    public Deadline Meet(DateOnly on, DateTimeOffset at)
    {
        var met = Meet(on);
        return at > DueAt ? met with { Status = DeadlineStatus.MetLate } : met;
    }

    /// <summary>The deadline once it is settled that nobody did the duty and nobody will.</summary>
    /// <param name="on">The local day on which it ended.</param>
    /// <exception cref="DeadlineException">The deadline has ended.</exception>
    public Deadline EndNotDone(DateOnly on)
    {
        EnsureOpen("end");
        return this with { Status = DeadlineStatus.NotDone, DaysLate = Math.Max(0, on.DayNumber - DueOn.DayNumber) };
    }

    /// <summary>The deadline once its duty fell away.</summary>
    /// <exception cref="DeadlineException">The deadline has ended.</exception>
    public Deadline Cancel()
    {
        EnsureOpen("cancel");
        return this with { Status = DeadlineStatus.Cancelled };
    }

    /// <summary>The deadline once another took its place.</summary>
    /// <exception cref="DeadlineException">The deadline has ended.</exception>
    public Deadline Supersede()
    {
        EnsureOpen("supersede");
        return this with { Status = DeadlineStatus.Superseded };
    }

    /// <summary>Whether both fall due alike: the same dates, and the same moments at which the same people are told.</summary>
    /// <param name="other">Another count of the same duty.</param>
    /// <param name="reminders">Whether reminders are compared: those that go out as a duty begins say nothing of when it is due.</param>
    internal bool FallsDueLike(Deadline other, bool reminders) =>
        (Kind, DueOn, DueAt, EarliestOn, ScheduleBy) == (other.Kind, other.DueOn, other.DueAt, other.EarliestOn, other.ScheduleBy)
        && Moments(this, reminders).SequenceEqual(Moments(other, reminders));

    private static IEnumerable<(CheckpointKind Kind, int? Tier, DateTimeOffset At, string To)> Moments(Deadline deadline, bool reminders) =>
        deadline.Checkpoints.Where(checkpoint => reminders || checkpoint.Kind != CheckpointKind.Reminder)
            .Select(checkpoint => (checkpoint.Kind, checkpoint.Tier, checkpoint.At, string.Join(',', checkpoint.To)));

    private void EnsureOpen(string what)
    {
        if (!IsOpen)
        {
            throw new DeadlineException($"Cannot {what} deadline {Id}, due {CountingText.Date(DueOn)}: it is {Status} already.");
        }
    }
}
