using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Enquiry;

/// <summary>
/// An agency that has not taken the notice could not ask for a conference. So the case does not close by itself: it escalates, until the
/// notice is taken or a manager has rung the agency and decides (N-14).
/// </summary>
internal static class UntakenNotices
{
    /// <summary>
    /// The decision once every agency has taken it; null while one has not, so that the moment escalates. Cases agreed to before agencies'
    /// notices were looked at close as they did.
    /// </summary>
    public static Decision? Reach(CaseState state, Deadline objection, Checkpoint checkpoint, TimedSignal signal, CaseContext context)
    {
        if (objection.Kind != DeadlineKinds.NoConferenceObjection || checkpoint.Kind == CheckpointKind.Reminder)
            return null;
        // Raised by what did not look. The case's own timer asks again at once.
        if (state.Enquiry?.ToldBy is not null && signal.Answer?.Untaken is null)
            return new Ignored();
        if (Of(signal).Count > 0)
            return null;
        var on = checkpoint.Kind == CheckpointKind.Due ? objection.DueOn : context.Profile.Zone.DateOf(checkpoint.At);
        return EnquiryEndings.Reach(state, objection, on, context);
    }

    /// <summary>Codes of the agencies that have not taken the notice.</summary>
    public static IReadOnlyList<string> Of(CaseSignal signal) => (signal as TimedSignal)?.Answer?.Untaken ?? [];

    /// <summary>The escalation, saying what the manager does; as it was where it is about something else.</summary>
    public static Approval? Explain(Approval? escalation, TimedSignal signal)
    {
        if (Of(signal) is not { Count: > 0 } untaken)
            return escalation;
        var rule = $"These agencies have not taken the notice that the case is to close: {CountingText.List(untaken)}. "
            + "Ring them, and say that they may ask for a conference. Approve when none of them does: the case closes that day. "
            + "Decline to let the enquiry go on.";
        return escalation is null ? null : escalation with { Rule = rule };
    }

    /// <summary>The end of the fact's summary; empty where every agency has taken it.</summary>
    public static string Summary(TimedSignal signal) => Of(signal) is { Count: > 0 } untaken
        ? $"; the case stays open, because the notice was not taken by {CountingText.List(untaken)}"
        : "";

    /// <summary>Whether a decision on this approval is one on closing.</summary>
    public static bool IsAskedBy(CaseState state, Approval approval) =>
        approval.Kind == ApprovalKind.Escalation
        && state.Deadlines.Any(one => one.Id == approval.About.DeadlineId && one.Kind == DeadlineKinds.NoConferenceObjection);

    /// <summary>What the manager decided after ringing the agencies.</summary>
    public static Decision Decide(DecisionBuilder change, Approval escalation, ApprovalVerdict verdict)
    {
        if (verdict == ApprovalVerdict.Approve)
            return EnquiryEndings.CloseUnopposed(change);
        EnquiryEndings.TakeBack(change);
        return change.Accept($"{escalation.About.Title} ({escalation.Id}): not agreed to, so the enquiry goes on");
    }
}
