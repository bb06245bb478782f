using System.Globalization;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>A deadline's moment has come: a reminder, the due date gone by, or an escalation. The due date never moves, the stage never changes.</summary>
internal static class Checkpoints
{
    public static Decision Fire(CaseState state, CheckpointSignal signal, CaseContext context)
    {
        if (state.Deadlines.FirstOrDefault(deadline => deadline.Id == signal.DeadlineId) is not { Next: { } checkpoint } deadline
            || checkpoint.At != signal.At)
            return new Ignored();
        var fired = deadline.Fire(checkpoint, context.Now);
        var sequence = state.Sequence + 1;
        var recordedAt = context.Now > state.LastRecordedAt ? context.Now : state.LastRecordedAt;
        var approval = Escalations.Of(state, fired, checkpoint, context.Profile.Zone.DateOf(checkpoint.At), recordedAt);
        return new Accepted
        {
            State = (approval is null ? state : state.With(approval)) with
            {
                Sequence = sequence,
                LastRecordedAt = recordedAt,
                Deadlines = [.. state.Deadlines.Select(one => one.Id == fired.Id ? fired : one)],
            },
            Fact = new Fact
            {
                Sequence = sequence,
                Type = checkpoint.Kind == CheckpointKind.Due ? "Overdue" : checkpoint.Kind.ToString(),
                OccurredOn = context.Profile.Zone.DateOf(checkpoint.At),
                RecordedAt = recordedAt,
                Summary = Summary(deadline, checkpoint),
            },
            Deadlines = [new DeadlineChange(fired, Change(checkpoint.Kind))],
            Approvals = approval is null ? [] : [approval],
            Warnings = [],
        };
    }

    private static DeadlineChangeKind Change(CheckpointKind kind) => kind switch
    {
        CheckpointKind.Due => DeadlineChangeKind.Overdue,
        CheckpointKind.Reminder => DeadlineChangeKind.Reminded,
        _ => DeadlineChangeKind.Escalated,
    };

    private static string Summary(Deadline deadline, Checkpoint checkpoint)
    {
        var to = string.Join(", ", checkpoint.To);
        return checkpoint.Kind switch
        {
            CheckpointKind.Due => $"{deadline.Title} ({deadline.Id}) was due on {Words.Date(deadline.DueOn)} and is overdue",
            CheckpointKind.Reminder => $"{deadline.Title} ({deadline.Id}) is due on {Words.Date(deadline.DueOn)}: reminder to {to}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{deadline.Title} ({deadline.Id}), due on {Words.Date(deadline.DueOn)}: escalation {checkpoint.Tier} to {to}"),
        };
    }
}
