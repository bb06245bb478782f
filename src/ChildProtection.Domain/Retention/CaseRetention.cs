using System.Globalization;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Retention;

/// <summary>Until when a case's record is kept, and why.</summary>
/// <param name="Category">What it is kept as.</param>
/// <param name="DueOn">The first local day on which its disposal may be proposed.</param>
/// <param name="Explanation">The rule, the day it counts from and how that was taken.</param>
/// <param name="Schedule">Id and version of the schedule that says so.</param>
public sealed record RetentionPeriod(RecordCategory Category, DateOnly DueOn, string Explanation, string Schedule);

/// <summary>The rules of keeping: pure, from a case's own state and the authority's schedule.</summary>
public static class CaseRetention
{
    private const int Adult = 18;

    private static readonly OrderType[] IntoCare = [OrderType.InterimCare, OrderType.Care, OrderType.Placement, OrderType.Adoption];

    /// <summary>The period of a case that is closed and owes nothing; null for any other, which is kept.</summary>
    public static RetentionPeriod? Of(CaseState state, RetentionSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(schedule);
        if (!state.Finished || state.Closure is not { } closure)
            return null;
        var rule = schedule.Rule(CategoryOf(state));
        var died = state.Child.DiedOn is { } death && IsUnderAge(state.Child, death) && rule.WhenDied.Count > 0;
        var ends = (died ? rule.WhenDied : rule.Terms)
            .Select(term => (Term: term, From: Anchor(term.From, state, closure)))
            .Select(one => (one.Term, one.From, On: Ages.ReachedOn(one.From.On, one.Term.Years)));
        // Of several ends on one day the first named explains it.
        var (term, from, on) = ends.OrderByDescending(one => one.On).First();
        return new RetentionPeriod(
            rule.Category,
            on,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rule.Title}: {term.Years} years from {from.What}, "
                + $"{CountingText.Date(from.On)}{(died ? "; the child died under 18" : "")}"),
            $"{schedule.Id} {schedule.Version}");
    }

    /// <summary>What a case is kept as, by the most that ever happened on it.</summary>
    public static RecordCategory CategoryOf(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Regions.Placement.Kind is PlacementKind.FosterCare or PlacementKind.Residential
            || state.Closure?.Outcome == CaseOutcome.Adopted
            || (state.Regions.Legal.Order is { } order && IntoCare.Contains(order)))
            return RecordCategory.LookedAfter;
        return
            state.Plan is not null
            || state.PreviousPlans > 0
            || state.ConferencesHeld > 0
            || state.Enquiry is not null
            || state.Closure?.Outcome == CaseOutcome.Section47NoFurtherAction
            ? RecordCategory.ChildProtection
            : RecordCategory.ChildInNeed;
    }

    /// <summary>Without a date of birth the latest possible one counts: the record is kept too long rather than too short.</summary>
    private static (DateOnly On, string What) Anchor(RetentionAnchor anchor, CaseState state, CaseClosure closure) => anchor switch
    {
        RetentionAnchor.Closure => (closure.On, "the closure"),
        RetentionAnchor.Death => (state.Child.DiedOn ?? closure.On, "the death"),
        _ => (state.Child.DateOfBirth, state.Child.ExpectedDateOfBirth) switch
        {
            ({ } born, _) => (born, "the birth"),
            (null, { } expected) when expected >= closure.On => (expected, "the expected birth"),
            _ => (closure.On, "the closure, as the date of birth is not known"),
        },
    };

    private static bool IsUnderAge(ChildFacts child, DateOnly on) => child.DateOfBirth is not { } born || Ages.On(born, on) < Adult;
}
