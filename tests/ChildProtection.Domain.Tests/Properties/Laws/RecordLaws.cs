using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>Every change of a case is one fact with the next number, and has an actor, a reason and a time (reliability I8).</summary>
internal sealed class EveryChangeIsOneFact : Law
{
    private Fact last = null!;

    public override void Open(OpeningSignal opening, Accepted opened)
    {
        last = opened.Fact;
        if (last.Sequence != 1 || opened.State.Sequence != 1)
            Broken($"the first fact has the number {last.Sequence}");
    }

    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted accepted)
            return;
        var fact = accepted.Fact;
        if (fact.Sequence != last.Sequence + 1 || accepted.State.Sequence != fact.Sequence)
            Broken($"fact {fact.Sequence} follows {last.Sequence}, in a state of {accepted.State.Sequence}");
        if (fact.RecordedAt < last.RecordedAt || fact.RecordedAt < step.Now || accepted.State.LastRecordedAt != fact.RecordedAt)
            Broken($"recorded at {fact.RecordedAt:O}, decided at {step.Now:O}, the one before at {last.RecordedAt:O}");
        if (fact.Summary.Length == 0 || fact.OccurredOn == default)
            Broken("a fact without reason or day");
        var type = step.Signal is EventSignal { Event: var data, Actor.Subject.Length: > 0 } ? EventCatalogue.Of(data).Name : null;
        if (type is null ? fact.Type is not ("Reminder" or "Overdue" or "Escalation" or "ChildTurned18") : fact.Type != type)
            Broken($"the fact of {type ?? "a timer"} is called {fact.Type}");
        last = fact;
    }
}

/// <summary>A refusal says why, by which rule and, where a field is wrong, which; nothing changes.</summary>
internal sealed class RefusalsSayWhyAndChangeNothing : Law
{
    public override void Step(Passed step)
    {
        if (step.Decision is not Rejected rejected)
            return;
        if (rejected.Reason.Length == 0 || rejected.Rule.Length == 0)
            Broken($"{rejected} says nothing");
        if (rejected.Kind == RejectionKind.Invalid != rejected.Field is not null)
            Broken($"{rejected.Kind} with the field {rejected.Field}");
        if (rejected.Reason.Contains(Plausible.Marker, StringComparison.Ordinal))
            Broken($"a refusal repeats words of the family: {rejected.Reason}");
    }
}

/// <summary>What the record keeps of a decision holds no word of the family.</summary>
internal sealed class FactsHoldNoWords : Law
{
    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted accepted)
            return;
        if (accepted.Fact.Summary.Contains(Plausible.Marker, StringComparison.Ordinal))
            Broken(accepted.Fact.Summary);
        if (accepted.Warnings.FirstOrDefault(warning => warning.Contains(Plausible.Marker, StringComparison.Ordinal)) is { } leak)
            Broken(leak);
    }
}
