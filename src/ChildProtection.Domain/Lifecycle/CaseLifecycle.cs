using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Referral;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>
/// The procedure as one pure function: a state and a signal give a decision. No clock, no store, no chance; the same signals always
/// give the same state.
/// </summary>
public static class CaseLifecycle
{
    /// <summary>Decides what <paramref name="signal"/> does.</summary>
    /// <param name="state">The case so far; null only for an <see cref="OpeningSignal"/>.</param>
    /// <param name="signal">What reached the case.</param>
    /// <param name="context">Profile and calendar of the case, and the moment of deciding.</param>
    /// <exception cref="ArgumentException">State and signal do not belong together, which is a fault of the caller.</exception>
    public static Decision Decide(CaseState? state, CaseSignal signal, CaseContext context) =>
        (state, signal) switch
        {
            (null, OpeningSignal opening) => WithinCalendar(() => Referrals.Open(opening, context), "/receivedAt"),
            (not null, OpeningSignal) => new Ignored(),
            (not null, CheckpointSignal checkpoint) => CheckpointHandler.Fire(state, checkpoint, context),
            (not null, ApprovalStepSignal step) => ApprovalSteps.Fire(state, step, context),
            (not null, RecoverySignal recovery) => ApprovalSteps.Fire(state, recovery, context),
            (not null, EventSignal happened) => WithinCalendar(() => Decide(state, happened, context), "/occurredOn"),
            _ => throw new ArgumentException(
                $"A case that does not exist cannot take a {signal.GetType().Name}; open it with a referral first.", nameof(signal)),
        };

    /// <summary>An event that counts into years no calendar knows is the sender's to correct, not a fault of the case.</summary>
    private static Decision WithinCalendar(Func<Decision> decide, string field)
    {
        try
        {
            return decide();
        }
        catch (CalendarException beyond)
        {
            return DecisionBuilder.Invalid(field, "domain 2.1", beyond.Message);
        }
    }

    private static Decision Decide(CaseState state, EventSignal signal, CaseContext context)
    {
        var type = EventCatalogue.Of(signal.Event);
        return type.Validate(state)
            ?? ValidateDay(state, signal, type, context)
            ?? type.Decide(Begin(state, signal, context), signal.Event);
    }

    /// <summary>What holds for every event of a case.</summary>
    private static DecisionBuilder Begin(CaseState state, EventSignal signal, CaseContext context)
    {
        var change = new DecisionBuilder(state, signal, context);
        Involvement.Note(change);
        ConferenceAgencies.Note(change);
        LegalSteps.NoteRoute(change);
        Birthdays.OpenDeadlines(change);
        return change;
    }

    private static Rejected? ValidateDay(CaseState state, EventSignal signal, EventDefinition type, CaseContext context)
    {
        if (signal.OccurredOn > context.Profile.Zone.DateOf(context.Now))
            return DecisionBuilder.Invalid("/occurredOn", "domain 3.2, late recording", "must not be in the future");
        if (signal.OccurredOn < state.Referral.ReceivedOn && !type.MayPrecedeReferral)
            return DecisionBuilder.Invalid(
                "/occurredOn",
                "census rules 2889, 1104, 1105",
                $"must not be before the referral of {DateText.Date(state.Referral.ReceivedOn)}");
        return null;
    }
}
