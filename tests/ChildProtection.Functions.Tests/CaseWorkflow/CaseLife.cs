using System.Globalization;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>A childhood of eighteen years with forty plans, every reminder and escalation of it included.</summary>
internal sealed class CaseLife(CaseOnSimulator life, Simulation simulation)
{
    public const int Plans = 40;

    /// <summary>Whole weeks, so that conferences are on Tuesdays; forty times this is a little less than eighteen years.</summary>
    private const int DaysAPlan = 161;

    private int _events;

    public static DateTimeOffset Begin { get; } = new(2021, 1, 5, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The longest history that the engine ever held of it.</summary>
    public int Longest { get; private set; }

    /// <summary>Tells the whole life.</summary>
    public async Task TellAsync()
    {
        var child = Sample.Referral().Child with { DateOfBirth = DateOnly.FromDateTime(Begin.UtcDateTime) };
        await CaseOnSimulator.OpenAsync(simulation, Sample.Referral() with { Child = child });
        await RaiseAsync(0, Sample.Decision(ReferralOutcome.Assess));
        for (var day = 0; day < Plans * DaysAPlan; day += DaysAPlan)
            foreach (var (after, happened) in OnePlan(day))
                await RaiseAsync(day + after, happened);
        await simulation.AdvanceAsync(Begin.AddYears(18) - simulation.Clock.GetUtcNow());
    }

    private async Task RaiseAsync(int day, CaseEvent happened)
    {
        var (now, at) = (simulation.Clock.GetUtcNow(), Begin.AddDays(day));
        await simulation.AdvanceAsync(at > now ? at - now : TimeSpan.FromMinutes(1));
        await CaseOnSimulator.RaiseAsync(simulation, $"event-{++_events}", happened);
        await simulation.RestAsync();
        if (life.Decisions[^1] is Rejected rejected)
            throw new InvalidOperationException($"{happened.GetType().Name} on {On(day)} was refused: {rejected.Field} {rejected.Reason}");
        Longest = Math.Max(Longest, simulation.HistoryOf(CaseOnSimulator.CaseId).Count);
        if (happened is ConferenceHeld { Decision: ConferenceDecision.Plan } or CoreGroupHeld { PlanVersionAgreed: not null })
            await SignOffAsync(day);
    }

    private async Task SignOffAsync(int day)
    {
        foreach (var asked in life.State.Deadlines.Where(static deadline => deadline.Kind == DeadlineKinds.Acceptance))
            await RaiseAsync(day, Sample.Acceptance(asked.Subject!));
        if (life.State.Has(DeadlineKinds.ChildVersionGiven))
            await RaiseAsync(day, Sample.ChildVersion());
    }

    /// <summary>A plan from the concern to the child in need plan after it, nothing owed left undone; days after its begin.</summary>
    private static IEnumerable<(int After, CaseEvent Happened)> OnePlan(int day) =>
        [
            (1, Sample.Concern()),
            (1, Sample.Discussion()),
            (8, Sample.ConferenceNeeded()),
            (9, Sample.Booked(On(day + 14))),
            (9, Sample.ReportToParents()),
            (14, Sample.Plan(On(day + 21), On(day + 98))),
            (15, new DecisionLetterSent()),
            (21, Sample.CoreGroup(1, On(day + 56))),
            (22, new CoreGroupNotesCirculated()),
            (24, Sample.Visit()),
            (30, new ConferenceRecordIssued()),
            (36, Sample.Visit()),
            (48, Sample.Visit()),
            (56, Sample.CoreGroup()),
            (57, new CoreGroupNotesCirculated()),
            (60, Sample.Visit()),
            (70, Sample.Booked(On(day + 98))),
            (72, Sample.Visit()),
            (84, Sample.Visit()),
            (85, Sample.ReportToParents()),
            (95, Sample.Visit()),
            (98, Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed)),
            (99, new EndNoticesSent()),
            (99, new DecisionLetterSent()),
            (112, new ConferenceRecordIssued()),
            (126, new CinPlanReviewed()),
            (154, new CinPlanReviewed()),
        ];

    private static string On(int day)
        => DateOnly.FromDateTime(Begin.UtcDateTime.AddDays(day)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
