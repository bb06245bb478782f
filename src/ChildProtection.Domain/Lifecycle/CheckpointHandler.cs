using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>
/// A deadline's moment has come: a reminder, a missed due date or an escalation. The due date never moves; only the eighteenth birthday
/// changes the stage.
/// </summary>
internal static class CheckpointHandler
{
    public static Decision Fire(CaseState state, CheckpointSignal signal, CaseContext context)
    {
        if (BirthdayWatch.IsOne(signal))
            return EighteenthBirthday.Watch(state, signal, context);
        if (state.Deadlines.FirstOrDefault(deadline => deadline.Id == signal.DeadlineId) is not { Next: { } checkpoint } deadline
            || checkpoint.At != signal.At)
            return new Ignored();
        // The two moments that are more than a reminder: the child is of age, and nobody objected to closing.
        if (checkpoint.Kind == CheckpointKind.Due && deadline.Kind == DeadlineKinds.EighteenthBirthday)
            return EighteenthBirthday.Reach(state, deadline, context);
        if (UntakenNotices.Reach(state, deadline, checkpoint, signal, context) is { } reached)
            return reached;
        var fired = deadline.Fire(checkpoint, context.Now);
        // Lead and chair may change before anybody asks why it is late.
        if (checkpoint.Kind == CheckpointKind.Due)
            fired = fired with { OwedBy = ResponsibleFor(state, deadline) };
        var on = context.Profile.Zone.DateOf(checkpoint.At);
        var approval = UntakenNotices.Explain(
            Escalations.Of(state, fired, checkpoint, on, context.Now, signal.Answer?.Managers), signal);
        var next = SignOff.AfterDue(approval is null ? state : state.With(approval), fired) with
        {
            Deadlines = [.. state.Deadlines.Select(one => one.Id == fired.Id ? fired : one)],
        };
        var passed = Disputes.PassOn(next, fired, context);
        return FactRecorder.Accept(
            passed?.State ?? next,
            context.Now,
            checkpoint.Kind == CheckpointKind.Due ? "Overdue" : checkpoint.Kind.ToString(),
            on,
            Summary(deadline, checkpoint) + UntakenNotices.Summary(signal)) with
        {
            Deadlines = [new DeadlineChange(fired, Change(checkpoint.Kind)), .. passed?.Changes ?? []],
            Approvals = approval is null ? [] : [approval],
        };
    }

    private static string? ResponsibleFor(CaseState state, Deadline deadline) => deadline.Responsible switch
    {
        RoleCodes.LeadSocialWorker => state.LeadSocialWorker,
        RoleCodes.ConferenceChair =>
            state.Unconfirmed.FirstOrDefault(one => one.ConferenceId == deadline.Subject)?.Chair ?? state.Conference?.Chair,
        _ => null,
    };

    private static DeadlineChangeKind Change(CheckpointKind kind) => kind switch
    {
        CheckpointKind.Due => DeadlineChangeKind.Overdue,
        CheckpointKind.Reminder => DeadlineChangeKind.Reminded,
        _ => DeadlineChangeKind.Escalated,
    };

    private static string Summary(Deadline deadline, Checkpoint checkpoint)
    {
        var what = deadline.Subject is { } subject ? $"{deadline.Title} ({subject})" : deadline.Title;
        var due = DateText.Date(deadline.DueOn);
        var to = CountingText.List([.. checkpoint.To.Select(RoleCodes.Words)]);
        return checkpoint.Kind switch
        {
            CheckpointKind.Due => $"{what}: due on {due}, and now late",
            CheckpointKind.Reminder => $"{what}: due on {due}; we reminded {to}",
            _ when checkpoint.At >= deadline.DueAt => $"{what}: late since {due}; we told {to}",
            _ => $"{what}: due on {due}; we told {to}",
        };
    }
}
