using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Tests.Cases.Support;
using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;

namespace DurableTask.Tests.RealCase;

/// <summary>A childhood of eighteen years with forty plans, every reminder and escalation of it included.</summary>
internal static class CaseLife
{
    public const int Plans = 40;

    /// <summary>Whole weeks, so that conferences are on Tuesdays; forty times this, and what is left to the birthday, is eighteen years.</summary>
    private const int DaysAPlan = 161;

    public static DateTimeOffset Begin { get; } = new(2021, 1, 5, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Tells the whole life; the number is the longest history that the engine ever held of it.</summary>
    public static async Task<int> TellAsync(CaseOnEngine life, DurableTaskEngine engine, SimulatedClock clock, CancellationToken cancellation)
    {
        var (longest, number) = (0, 0);
        var child = Some.Referral().Child with { DateOfBirth = DateOnly.FromDateTime(Begin.UtcDateTime) };
        await CaseOnEngine.OpenAsync(engine.Client, Begin, Some.Referral() with { Child = child });
        await RaiseAsync(0, Some.Decision(ReferralOutcome.Assess));
        for (var day = 0; day < Plans * DaysAPlan; day += DaysAPlan)
        {
            foreach (var (after, happened) in OnePlan(day))
                await RaiseAsync(day + after, happened);
        }

        await clock.AdvanceToAsync(Begin.AddYears(18), engine.WhenAtRestAsync, null, cancellation);
        return longest;

        async Task RaiseAsync(int day, CaseEvent happened)
        {
            var at = Begin.AddDays(day) > clock.GetUtcNow() ? Begin.AddDays(day) : clock.GetUtcNow().AddMinutes(1);
            await clock.AdvanceToAsync(at, engine.WhenAtRestAsync, null, cancellation);
            await CaseOnEngine.RaiseAsync(engine.Client, $"event-{++number}", at, happened);
            await engine.WhenAtRestAsync(cancellation);
            if (life.Decisions[^1] is Rejected rejected)
                throw new InvalidOperationException($"{happened.GetType().Name} on {On(day)} was refused: {rejected.Field} {rejected.Reason} ({rejected.Rule})");
            longest = Math.Max(longest, (await engine.ReadHistoryAsync(CaseOnEngine.CaseId, cancellation))!.Events.Count);
            if (happened is ConferenceHeld { Decision: ConferenceDecision.Plan } or CoreGroupHeld { PlanVersionAgreed: not null })
                await SignOffAsync(day);
        }

        async Task SignOffAsync(int day)
        {
            foreach (var asked in life.State.Deadlines.Where(static deadline => deadline.Kind == DeadlineKinds.Acceptance))
                await RaiseAsync(day, Some.Acceptance(asked.Subject!));
            if (life.State.Has(DeadlineKinds.ChildVersionGiven))
                await RaiseAsync(day, Some.ChildVersion());
        }
    }

    /// <summary>A plan from the concern to the child in need plan after it, nothing owed left undone; days after its begin.</summary>
    private static IEnumerable<(int After, CaseEvent Happened)> OnePlan(int day) =>
    [
        (1, Some.Concern()), (1, Some.Discussion()), (8, Some.ConferenceNeeded()), (9, Some.Booked(On(day + 14))), (9, Some.ReportToParents()),
        (14, Some.Plan(On(day + 21), On(day + 98))), (15, new DecisionLetterSent()), (21, Some.CoreGroup(1, On(day + 56))), (22, new CoreGroupNotesCirculated()),
        (24, Some.Visit()), (30, new ConferenceRecordIssued()), (36, Some.Visit()), (48, Some.Visit()), (56, Some.CoreGroup()), (57, new CoreGroupNotesCirculated()),
        (60, Some.Visit()), (70, Some.Booked(On(day + 98))), (72, Some.Visit()), (84, Some.Visit()), (85, Some.ReportToParents()), (95, Some.Visit()),
        (98, Some.Review(ConferenceDecision.End, NextPlan.ChildInNeed)), (99, new EndNoticesSent()), (99, new DecisionLetterSent()),
        (112, new ConferenceRecordIssued()), (126, new CinPlanReviewed()), (154, new CinPlanReviewed()),
    ];

    private static string On(int day) => DateOnly.FromDateTime(Begin.UtcDateTime.AddDays(day)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
