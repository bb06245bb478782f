using System.Text.Json;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Tests.Properties;
using ChildProtection.Domain.Tests.Properties.Laws;

namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>
/// Every deadline opens, is met, goes overdue, is superseded or cancelled as the second model has it, with the same due date, under every
/// profile.
/// </summary>
internal sealed class DeadlinesAgreeWithTheModel : Law
{
    private readonly List<string> ended = [];
    private DeadlineModel model = null!;

    public override void Open(OpeningSignal opening, Accepted opened)
    {
        model = new DeadlineModel(opened.State.Profile.Id, Tell(opening.Referral, opening.Referral.ReceivedAt, null));
        Note(opened);
        Compare(opened.State, "at the opening");
    }

    public override void Step(Passed step)
    {
        if (step.Signal is not EventSignal signal)
        {
            if (step.Decision is Accepted timed)
                Note(timed);
            return;
        }

        // Time passes for an event that is refused too; the clock of the next one's machine may lag behind.
        model.Advance(step.Now);
        Compare(step.Before, "before the event");
        if (step.Decision is not Accepted accepted)
            return;
        if (signal.Event is ProfileChanged or CalendarChanged)
        {
            ChangePolicy(step, accepted);
            return;
        }

        model.Take(
            Tell(
                signal,
                step.Now,
                signal.Event is ApprovalDecided decided ? step.Before.Approvals.FirstOrDefault(one => one.Id == decided.ApprovalId) : null)
            with
            {
                Waives = step.Before.Deadlines
                        .Where(one => signal.Event is DutyWaived waived && one.Id == waived.DeadlineId)
                        .Select(one => ((string, string?)?)(one.Kind, one.Subject)).FirstOrDefault(),
            });
        Note(accepted);
        Compare(step.After, $"after {signal.Event.GetType().Name}");
    }

    /// <summary>
    /// The engine keeps a former count where nothing about it changes, which its reminders decide too; the model has none. So what is open
    /// is compared, not what ended.
    /// </summary>
    private void ChangePolicy(Passed step, Accepted accepted)
    {
        model.RunUnder(accepted.State.Profile.Id, step.Now);
        model.TakeEnded();
        var open = model.Running.Select(duty => $"{duty.Kind} {duty.Subject} {duty.Due:yyyy-MM-dd}").Order(StringComparer.Ordinal);
        var had = step.After.Deadlines.Select(one => $"{one.Kind} {one.Subject} {one.DueOn:yyyy-MM-dd}").Order(StringComparer.Ordinal);
        if (!open.SequenceEqual(had, StringComparer.Ordinal))
            Broken(
                $"after {accepted.Fact.Summary}: the model has {string.Join(", ", open.Except(had))}, the "
                + $"engine {string.Join(", ", had.Except(open))}");
        foreach (var duty in model.Running)
            duty.Status =
                step.After.Deadlines.Single(one => one.Kind == duty.Kind && one.Subject == duty.Subject).Status == DeadlineStatus.Overdue
                    ? "overdue"
                    : "open";
    }

    private void Note(Accepted accepted)
    {
        foreach (var (deadline, _) in accepted.Deadlines)
            if (!deadline.IsOpen)
                ended.Add($"{deadline.Kind} {deadline.Subject} {deadline.DueOn:yyyy-MM-dd} {deadline.Status}");
    }

    private void Compare(CaseState state, string when)
    {
        var (open, had) = (
            model.Running.Select(Line).Order(StringComparer.Ordinal).ToArray(),
            state
                .Deadlines.Select(one => $"{one.Kind} {one.Subject} {one.DueOn:yyyy-MM-dd} {one.Status}")
                .Order(StringComparer.Ordinal)
                .ToArray());
        if (!open.SequenceEqual(had, StringComparer.Ordinal))
            Broken($"{when} the model has {string.Join(", ", open.Except(had))}, the engine {string.Join(", ", had.Except(open))}");
        var over = model.TakeEnded().Select(Line).Order(StringComparer.Ordinal).ToArray();
        if (!over.SequenceEqual(ended.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            Broken($"{when} the model ended {string.Join(", ", over)}, the engine {string.Join(", ", ended)}");
        ended.Clear();
    }

    private static string Line(ModelDuty duty) =>
        $"{duty.Kind} {duty.Subject} {duty.Due:yyyy-MM-dd} {char.ToUpperInvariant(duty.Status[0])}{duty.Status[1..]}";

    /// <summary>The event as it travels: the model reads its text.</summary>
    private static ModelEvent Tell(EventSignal signal, DateTimeOffset now, Approval? about)
    {
        using var text = JsonDocument.Parse(signal.ToJson());
        var data = text.RootElement.GetProperty("event").Clone();
        return new ModelEvent(data.GetProperty("type").GetString()!, signal.OccurredOn, now, data, signal.Actor.Agency)
        {
            About = about?.Kind switch
            {
                ApprovalKind.CounterSignature => "signature",
                ApprovalKind.PlanEndingWithoutConference => "planEnding",
                ApprovalKind.EnquiryClosure or ApprovalKind.NoConference => "enquiryEnding",
                _ => null,
            },
            EnquiryNext = about?.EnquiryEnding?.Next.ToString(),
            ByManager = signal.Actor.Role == Role.TeamManager,
            PlanEndsOn = about?.PlanEnding?.On,
            PlanEndsBecause = about?.PlanEnding?.Reason.ToString(),
        };
    }
}
