using System.Globalization;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;

namespace Benchmarks;

/// <summary>A case in the pure core: a child with one plan after the other, every reminder and escalation, nothing stored.</summary>
internal sealed class PureLife
{
    /// <summary>Whole weeks, so that conferences are on Tuesdays.</summary>
    private const int DaysAPlan = 161;

    private static readonly DateTimeOffset Begin = new(2021, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(6);
    private static readonly TimeSpan UsualLongest = TimeSpan.FromDays(3);
    private readonly Dictionary<string, DateTimeOffset> _opened = new(StringComparer.Ordinal);
    private DateTimeOffset _now = Begin;
    private DateTimeOffset _decided = Begin;

    public CaseState State { get; private set; } = null!;

    public int Events { get; private set; }

    public int Checkpoints { get; private set; }

    /// <summary>Deadlines that were ever opened.</summary>
    public int Deadlines => _opened.Count;

    /// <summary>How often the case's one timer wakes it between two signals, as it lasts six days at most.</summary>
    public int Wakes { get; private set; }

    /// <summary>How often a timer for each deadline would, by the SDK's usual three days.</summary>
    public int WakesOfDeadlines { get; private set; }

    public int Signals => Events + Checkpoints;

    /// <summary>The last signal that changed the case, and the state that it came to.</summary>
    public (CaseState Before, CaseSignal Signal, DateTimeOffset At) Last { get; private set; }

    /// <summary>A life of so many plans, as far as it comes in so many days, and what is due of it by then.</summary>
    public static PureLife Live(int plans, int days)
    {
        var life = new PureLife();
        var child = Sample.Referral().Child with { DateOfBirth = DateOnly.FromDateTime(Begin.UtcDateTime) };
        life.Decide(new OpeningSignal
        {
            CaseId = "3b1c6f5e-0000-5000-8000-000000000001",
            PreviousPlans = 0,
            Referral = life.Signal(Sample.Referral() with { Child = child }),
        });
        life.Raise(0, Sample.Decision(ReferralOutcome.Assess));
        for (var plan = 0; plan < plans; plan++)
        {
            foreach (var (after, happened) in OnePlan(plan * DaysAPlan).Where(step => (plan * DaysAPlan) + step.After <= days))
                life.Raise((plan * DaysAPlan) + after, happened);
        }

        life.AdvanceTo(Begin.AddDays(days));
        return life;
    }

    private void Raise(int day, CaseEvent happened)
    {
        AdvanceTo(Begin.AddDays(day) > _now ? Begin.AddDays(day) : _now.AddMinutes(1));
        Decide(Signal(happened));
        if (happened is not (ConferenceHeld { Decision: ConferenceDecision.Plan } or CoreGroupHeld { PlanVersionAgreed: not null }))
            return;
        foreach (var asked in State.Deadlines.Where(static deadline => deadline.Kind == DeadlineKinds.Acceptance))
            Raise(day, Sample.Acceptance(asked.Subject!));
        if (State.Has(DeadlineKinds.ChildVersionGiven))
            Raise(day, Sample.ChildVersion());
    }

    private void AdvanceTo(DateTimeOffset until)
    {
        while (State.NextCheckpoint() is { } next && next.At <= until)
        {
            _now = next.At > State.LastRecordedAt ? next.At : State.LastRecordedAt;
            Decide(next);
        }

        _now = until;
    }

    private void Decide(CaseSignal signal)
    {
        var context = State is null
            ? CaseContext.Beginning(ProcedureCatalogue.Shipped, "EN-WT2023", _now)
            : CaseContext.Of(ProcedureCatalogue.Shipped, State.Profile, _now);
        if (CaseLifecycle.Decide(State, signal, context) is not Accepted accepted)
            throw new InvalidOperationException($"A signal of {_now:u} was refused; the measure's life is no longer what the rules allow.");
        if (State is not null)
            Last = (State, signal, _now);
        State = accepted.State;
        Wakes += (int)((_now - _decided) / Longest);
        _decided = _now;
        foreach (var (deadline, _) in accepted.Deadlines)
        {
            if (_opened.TryAdd(deadline.Id, _now) || deadline.IsOpen)
                continue;
            WakesOfDeadlines += (int)((_now - _opened[deadline.Id]) / UsualLongest);
        }

        if (signal is TimedSignal)
            Checkpoints++;
        else
            Events++;
    }

    private EventSignal Signal(CaseEvent happened) => new()
    {
        EventId = $"event-{Events}",
        OccurredOn = DateOnly.FromDateTime(_now.UtcDateTime),
        ReceivedAt = _now,
        Actor = new Actor { Subject = "sw.1", Role = Role.SocialWorker },
        Rules = EventSignal.CurrentRules,
        Event = happened,
    };

    /// <summary>A plan from the concern to the child in need plan after it, nothing owed left undone; days after its begin.</summary>
    private static IEnumerable<(int After, CaseEvent Happened)> OnePlan(int day) =>
    [
        (1, Sample.Concern()), (1, Sample.Discussion()), (8, Sample.ConferenceNeeded()), (9, Sample.Booked(On(day + 14))),
        (9, Sample.ReportToParents()),
        (14, Sample.Plan(On(day + 21), On(day + 98))), (15, new DecisionLetterSent()), (21, Sample.CoreGroup(1, On(day + 56))),
        (22, new CoreGroupNotesCirculated()),
        (24, Sample.Visit()), (30, new ConferenceRecordIssued()), (36, Sample.Visit()), (48, Sample.Visit()), (56, Sample.CoreGroup()),
        (57, new CoreGroupNotesCirculated()),
        (60, Sample.Visit()), (70, Sample.Booked(On(day + 98))), (72, Sample.Visit()), (84, Sample.Visit()), (85, Sample.ReportToParents()),
        (95, Sample.Visit()),
        (98, Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed)), (99, new EndNoticesSent()), (99, new DecisionLetterSent()),
        (112, new ConferenceRecordIssued()), (126, new CinPlanReviewed()), (154, new CinPlanReviewed()),
    ];

    private static string On(int day) =>
        DateOnly.FromDateTime(Begin.UtcDateTime.AddDays(day)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
