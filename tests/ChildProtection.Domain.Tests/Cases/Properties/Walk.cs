using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Tests.Cases.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChildProtection.Domain.Tests.Cases.Properties;

/// <param name="Hours">Time that passes before the step; below zero the clock of another machine lags behind.</param>
/// <param name="Choice">Which event.</param>
/// <param name="Variant">What it says.</param>
/// <param name="DaysAgo">How late it is recorded; negative is in the future.</param>
internal sealed record Step(int Hours, int Choice, int Variant, int DaysAgo);

/// <summary>One decision of a walk: the state before, the signal, and what came of it.</summary>
internal sealed record Passed(CaseState Before, CaseSignal Signal, DateTimeOffset Now, Decision Decision)
{
    public CaseState After => Decision is Accepted accepted ? accepted.State : Before;
}

/// <summary>A random life of a case: mostly events that its state allows, at random times, sometimes late, sometimes nonsense; checkpoints fire when they are due.</summary>
internal sealed class Walk
{
    private static readonly CaseTimeZone London = new("Europe/London");
    private static readonly DateTimeOffset Start = CaseDriver.Local("2026-02-02 10:00");

    /// <summary>Leaves the calendar's years enough room for the two-year alert of a plan.</summary>
    private static readonly DateTimeOffset End = CaseDriver.Local("2028-06-01 00:00");

    /// <summary>Events that lead from stage to stage.</summary>
    private static readonly string[] MainLine = ["ReferralDecision", "NewConcern", "StrategyDiscussionHeld", "Section47Concluded", "ConferenceHeld", "CoreGroupHeld"];

    private readonly List<Passed> passed = [];

    private Walk(IReadOnlyList<Step> steps)
    {
        Opening = Openings[steps.Count == 0 ? 0 : steps[0].Variant % Openings.Count];
        var opened = (Accepted)CaseLifecycle.Decide(null, Opening, CaseDriver.At(Start));
        Opened = opened;
        var now = Start;
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            if (now > End)
                break;
            FireUntil(now);
            if (State.Finished)
                break;
            Pass(Next(step, now), now);
        }
    }

    /// <summary>Walks of about eighty events.</summary>
    public static Arbitrary<Step[]> Steps { get; } =
        (from hours in Gen.Frequency((6, Gen.Choose(-1, 30)), (3, Gen.Choose(24, 150)), (1, Gen.Choose(150, 900)))
         from choice in Gen.Choose(0, 100_000)
         from variant in Gen.Choose(0, 10_000)
         from daysAgo in Gen.Frequency((12, Gen.Constant(0)), (3, Gen.Choose(1, 3)), (1, Gen.Choose(4, 60)), (1, Gen.Constant(-1)))
         select new Step(hours, choice, variant, daysAgo)).ArrayOf(80).ToArbitrary();

    /// <summary>The same walks on every run; a failure prints the seed and the shortest steps that fail.</summary>
    public static Config Seeded { get; } = Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(20260202, 1);

    /// <summary>Half of the walks begin with a referral like any other; the rest with an unborn child, a transfer from elsewhere, and a child who is nearly of age.</summary>
    private static IReadOnlyList<OpeningSignal> Openings { get; } =
    [
        Opens(Plausible.Referral()), Opens(Plausible.Referral()), Opens(Plausible.Referral()), Opens(OfChild(new DateOnly(2008, 9, 14), null)),
        Opens(OfChild(null, new DateOnly(2026, 8, 20))), Opens(PlausibleStatus.TransferIn()) with { PreviousPlans = 1, PreviousPlanEndedOn = new DateOnly(2025, 6, 1) },
    ];

    public OpeningSignal Opening { get; }

    public Accepted Opened { get; }

    public IReadOnlyList<Passed> Passed => passed;

    public IEnumerable<Accepted> Accepted => passed.Select(one => one.Decision).OfType<Accepted>().Prepend(Opened);

    public IEnumerable<CaseState> States => Accepted.Select(accepted => accepted.State);

    private CaseState State => passed.Count == 0 ? Opened.State : passed[^1].After;

    public static Walk Along(Step[] steps) => new(steps);

    public static EventSignal Signal(EventType type, CaseState state, Step step, DateTimeOffset now, int number)
    {
        var on = London.DateOf(now).AddDays(-step.DaysAgo);
        // Two managers and one author, so that a signature by the author happens too.
        var role = type.Indirect ? Role.HeadOfService : type.Roles[step.Variant / 3 % type.Roles.Count];
        var actor = new Actor { Subject = step.Variant % 7 == 0 ? "sw.1" : role + ".1", Role = role };
        return new EventSignal { EventId = $"event-{number}", OccurredOn = on, ReceivedAt = now, Actor = actor, Event = Plausible.Data(type, state, on, step.Variant) };
    }

    private static ReferralReceived OfChild(DateOnly? born, DateOnly? expected)
    {
        var referral = Plausible.Referral();
        return referral with { Child = referral.Child with { DateOfBirth = born, ExpectedDateOfBirth = expected, Sex = null } };
    }

    private static OpeningSignal Opens(CaseEvent happened) => new()
    {
        CaseId = "3b1c6f5e-0000-5000-8000-000000000002",
        PreviousPlans = 0,
        Referral = new EventSignal { EventId = "referral", OccurredOn = London.DateOf(Start), ReceivedAt = Start, Actor = new() { Subject = "office.1", Role = Role.BusinessSupport }, Event = happened },
    };

    private EventSignal Next(Step step, DateTimeOffset now)
    {
        var allowed = AllowedEvents.In(State);
        var onward = allowed.Where(one => MainLine.Contains(one.Name)).ToArray();
        // Many events change nothing of the stage: without a push a walk would stay where it is.
        var types = step.Choice % 10 == 0 || allowed.Count == 0 ? EventCatalogue.All : step.Choice % 10 <= 4 && onward.Length > 0 ? onward : allowed;
        // Of what is allowed, a closure would end most walks early.
        var type = types[step.Choice / 10 % types.Count];
        // Changes of the child's status are many and most can come at any time: the main line must not drown in them.
        EventType[] others = [.. types.Where(one => PlausibleStatus.Data(one, State, DateOnly.MinValue, 0) is null)];
        if (State.Stage == CaseStage.TransferredOutPending && step.Variant % 4 == 0)
            type = EventCatalogue.Find("ReceivingConferenceHeld")!;
        else if (State.PlanInForce && State.Stage != CaseStage.TransferredOutPending && step.Variant % 24 == 4)
            type = EventCatalogue.Find("ChildMoved")!;
        else if (!others.Contains(type) && others.Length > 0 && step.Variant % 5 > 0)
            type = others[step.Choice / 10 % others.Length];
        if (type.Name is "CaseClosed" or "CinPlanEnded" or "ChildDied" or "LeftUkPermanently" && step.Variant % 6 > 0)
            type = EventCatalogue.Find("NewConcern")!;
        if (State.Regions.Disputes.Count > 0 && step.Variant % 7 == 2)
            type = EventCatalogue.Find("DisputeStageOutcome")!;
        // A change of profile is rare; a visit is what happens most.
        if (type.Name is "ProfileChanged" or "CalendarChanged" && step.Variant % 3 > 0)
            type = EventCatalogue.Find("VisitMade")!;
        return Signal(type, State, step, now, passed.Count);
    }

    private void FireUntil(DateTimeOffset now)
    {
        while (State.NextCheckpoint() is { } next && next.At <= now)
            Pass(next, next.At);
    }

    private void Pass(CaseSignal signal, DateTimeOffset now)
    {
        var before = State;
        passed.Add(new Passed(before, signal, now, CaseLifecycle.Decide(before, signal, CaseDriver.At(before, now))));
    }
}
