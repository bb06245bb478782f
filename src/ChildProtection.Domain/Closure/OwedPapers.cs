using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Closure;

/// <summary>Letters, records, notes and notices owed to people. A closed case accepts them too, while they are due.</summary>
internal static class OwedPapers
{
    /// <summary>How many papers of one kind are owed at once, so that a state stays bounded.</summary>
    internal const int Most = 6;

    /// <summary>A meeting was held, whose paper is owed from the day of the event. Those of earlier meetings stay owed.</summary>
    public static void Owe(DecisionBuilder change, string kind, string meeting) => Owe(change, kind, meeting, change.OccurredOn);

    /// <summary>As above, counted from another day.</summary>
    public static void Owe(DecisionBuilder change, string kind, string meeting, DateOnly from)
    {
        var open = change.State.Deadlines.Where(deadline => deadline.Kind == kind).ToArray();
        if (open.Length >= Most)
        {
            var oldest = open.MinBy(deadline => deadline.DueOn)!;
            change.EndNotDone(oldest, change.RecordedOn);
            change.Warn($"{oldest.Title} ({oldest.Subject}) is recorded as not done: {Most} of its kind are owed. Give the others.");
        }

        change.OpenDeadline(new DeadlineTerms(kind, from) { Subject = meeting });
    }

    /// <summary>
    /// A plan ended on that day, and those concerned are told. That an earlier plan ended is news no more: a notice of it that is late is
    /// not done.
    /// </summary>
    public static void OweEndNotices(DecisionBuilder change, DateOnly on)
    {
        if (change.FindOpenDeadline(DeadlineKinds.EndNotification) is { } earlier && on > earlier.DueOn)
            change.EndNotDone(earlier, on);
        change.Supersede(DeadlineKinds.EndNotification);
        change.OpenDeadline(DeadlineKinds.EndNotification, on);
    }

    /// <summary>Meets the open deadline of a paper of which there is one at most.</summary>
    public static Decision Give(DecisionBuilder change, string kind, string summary) =>
        Give(change, change.FindOpenDeadline(kind)!, summary);

    /// <summary>Meets the deadline of a meeting's paper: of the meeting named, or of the only one that is owed one.</summary>
    /// <param name="change">The decision.</param>
    /// <param name="kind">The kind of paper; one at least is owed.</param>
    /// <param name="meeting">The meeting that the event names, if it does.</param>
    /// <param name="field">Where it names it.</param>
    /// <param name="summary">In words.</param>
    public static Decision Give(DecisionBuilder change, string kind, string? meeting, string field, string summary)
    {
        string[] owed = [.. change.State.Deadlines.Where(deadline => deadline.Kind == kind).Select(deadline => deadline.Subject!)];
        var (meant, rejected) = OpenMatterRules.Meant(meeting, owed, field);
        return rejected ?? Give(change, change.FindOpenDeadline(kind, meant!)!, $"{summary} ({meant})");
    }

    private static Decision Give(DecisionBuilder change, Deadline owed, string summary)
    {
        if (change.OccurredOn < owed.Anchor.On)
            return DecisionBuilder.Invalid(
                "/occurredOn", "domain 2.3, " + owed.Kind, $"must not be before {DateText.Date(owed.Anchor.On)}, when it became owed");
        change.Meet(owed);
        return change.Accept(summary);
    }
}
