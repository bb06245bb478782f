using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Pinned;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>One decision of a walk: the state before, the signal, and what came of it.</summary>
internal sealed record Passed(CaseState Before, CaseSignal Signal, DateTimeOffset Now, Decision Decision)
{
    public CaseState After => Decision is Accepted accepted ? accepted.State : Before;
}

/// <summary>
/// A random life of a case: mostly events that its state allows, at random times, sometimes late, sometimes nonsense; checkpoints fire when
/// they are due.
/// </summary>
internal sealed class Walk
{
    private static readonly CaseTimeZone London = new("Europe/London");

    /// <summary>No life is followed longer: the model beside it knows the holidays up to the end of 2028.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(800);

    /// <summary>Events that lead from stage to stage.</summary>
    private static readonly HashSet<string> MainLine =
    [
        "ReferralDecision",
        "NewConcern",
        "StrategyDiscussionHeld",
        "Section47Concluded",
        "ConferenceHeld",
        "CoreGroupHeld",
    ];

    /// <summary>Of what is allowed these would end most walks early.</summary>
    private static readonly HashSet<string> Endings = ["CaseClosed", "CinPlanEnded", "ChildDied", "LeftUkPermanently", "PregnancyEnded"];

    /// <summary>What is chosen from, in an order that no other event changes: a number names the same life for ever.</summary>
    private static readonly EventDefinition[] Types = [.. PinnedNames.All.Events.Select(name => EventCatalogue.Find(name)!)];

    private static readonly HashSet<EventDefinition> OfStatus = [.. EventCatalogue.All.Where(type => PlausibleStatus.Knows(type.Name))];

    private readonly Action<Passed>? watch;
    private readonly List<Passed> passed = new(200);

    private readonly ProcedureCatalogue catalogue;

    private Walk(WalkPlan plan, Action<OpeningSignal, Accepted>? opened, Action<Passed>? watch, ProcedureCatalogue? catalogue)
    {
        this.watch = watch;
        this.catalogue = catalogue ?? ProcedureCatalogue.Shipped;
        Opening = Opens(plan);
        Opened = (Accepted)CaseLifecycle.Decide(null, Opening, CaseContext.Beginning(this.catalogue, plan.Profile, plan.Start));
        State = Opened.State;
        opened?.Invoke(Opening, Opened);
        var now = plan.Start;
        foreach (var step in plan.Steps)
        {
            now = now.AddHours(step.Hours);
            if (now > plan.Start + Longest)
                break;
            FireUntil(now);
            if (State.Finished)
                break;
            Pass(Next(step, now), now);
        }
    }

    public OpeningSignal Opening { get; }

    public Accepted Opened { get; }

    public IReadOnlyList<Passed> Passed => passed;

    public IEnumerable<Accepted> Accepted => passed.Select(one => one.Decision).OfType<Accepted>().Prepend(Opened);

    public CaseState State { get; private set; }

    /// <param name="plan">What it follows from.</param>
    /// <param name="opened">Sees what opened the case, and the decision on it.</param>
    /// <param name="watch">Sees every decision after that, in order.</param>
    /// <param name="catalogue">The profiles there are; the shipped ones unless given.</param>
    public static Walk Along(
        WalkPlan plan,
        Action<OpeningSignal, Accepted>? opened = null,
        Action<Passed>? watch = null,
        ProcedureCatalogue? catalogue = null) => new(plan, opened, watch, catalogue);

    public static EventSignal Signal(EventDefinition type, CaseState state, Step step, DateTimeOffset now, int number) =>
        Signal(type, type.Indirect ? Role.HeadOfService : type.Roles[step.Variant / 3 % type.Roles.Count], state, step, now, number);

    public static EventSignal Signal(EventDefinition type, Role role, CaseState state, Step step, DateTimeOffset now, int number)
    {
        var on = London.DateOf(now).AddDays(-step.DaysAgo);
        // Two managers and one author, so that a signature by the author happens too.
        var actor = new Actor
        {
            Subject = step.Variant % 7 == 0 ? "sw.1" : role + ".1",
            Role = role,
            Agency = role == Role.Agency ? AgencyFor(type) : null,
        };
        return new EventSignal
        {
            EventId = $"event-{number}",
            OccurredOn = on,
            ReceivedAt = now,
            Rules = EventSignal.CurrentRules,
            Actor = actor,
            Event = Plausible.Data(type, state, on, step.Variant),
        };
    }

    /// <summary>The local day of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => London.DateOf(moment);

    /// <summary>A code of an agency that raises the type.</summary>
    public static string AgencyFor(EventDefinition type) => type.AgencyKinds.Count == 0 ? "school" : type.AgencyKinds[0] + "-east";

    private static OpeningSignal Opens(WalkPlan plan)
    {
        var on = London.DateOf(plan.Start);
        CaseEvent happened = plan.Beginning switch
        {
            Beginning.NearlyOfAge => OfChild(on.AddDays(120 + (plan.Number % 300)).AddYears(-18), null) with { Profile = plan.Profile },
            Beginning.Unborn => OfChild(null, on.AddDays(40 + (plan.Number % 220))) with { Profile = plan.Profile },
            Beginning.TransferIn => PlausibleStatus.TransferIn() with { Profile = plan.Profile },
            Beginning.TemporaryStay => PlausibleStatus.TransferIn() with { Profile = plan.Profile, Temporary = true },
            _ => OfChild(new DateOnly(2019, 5, 14), null) with { Profile = plan.Profile },
        };
        return new()
        {
            CaseId = "3b1c6f5e-0000-5000-8000-000000000002",
            PreviousPlans = plan.Beginning == Beginning.TransferIn ? 1 : 0,
            PreviousPlanEndedOn = plan.Beginning == Beginning.TransferIn ? on.AddDays(-250) : null,
            Referral = new EventSignal
            {
                EventId = "referral",
                OccurredOn = on,
                ReceivedAt = plan.Start,
                Rules = EventSignal.CurrentRules,
                Actor = Referrer(plan),
                Event = happened,
            },
        };
    }

    private static Actor Referrer(WalkPlan plan) => plan.Number % 4 == 1
        ? new() { Subject = "school.1", Role = Role.Agency, Agency = "school" }
        : new() { Subject = "office.1", Role = Role.BusinessSupport };

    private static ReferralReceived OfChild(DateOnly? born, DateOnly? expected)
    {
        var referral = Plausible.OfReferral();
        return referral with { Child = referral.Child with { DateOfBirth = born, ExpectedDateOfBirth = expected, Sex = null } };
    }

    private EventSignal Next(Step step, DateTimeOffset now) => Signal(Type(step), State, step, now, passed.Count);

    private EventDefinition Type(Step step)
    {
        if (State.Stage == CaseStage.TransferredOutPending && step.Variant % 4 == 0)
            return EventCatalogue.Find("ReceivingConferenceHeld")!;
        if (State.PlanInForce && State.Stage != CaseStage.TransferredOutPending && step.Variant % 24 == 4)
            return EventCatalogue.Find("ChildMoved")!;
        if (State.Regions.Disputes.Count > 0 && step.Variant % 7 == 2)
            return EventCatalogue.Find("DisputeStageOutcome")!;
        var type = AnyType(step);
        if (Endings.Contains(type.Name) && step.Variant % 6 > 0)
            return EventCatalogue.Find("NewConcern")!;
        // A change of profile is rare; a visit is what happens most.
        return type.Name is "ProfileChanged" or "CalendarChanged" && step.Variant % 3 > 0 ? EventCatalogue.Find("VisitMade")! : type;
    }

    private EventDefinition AnyType(Step step)
    {
        if (step.Choice % 10 == 0)
            return Types[step.Choice / 10 % Types.Length];
        EventDefinition[] allowed = [.. Types.Where(type => type.Allowed.Holds(State))];
        if (allowed.Length == 0)
            return Types[step.Choice / 10 % Types.Length];
        // Many events change nothing of the stage: without a push a walk would stay where it is.
        if (step.Choice % 10 <= 4 && allowed.Where(one => MainLine.Contains(one.Name)).ToArray() is { Length: > 0 } onward)
            return onward[step.Choice / 10 % onward.Length];
        var type = allowed[step.Choice / 10 % allowed.Length];
        if (!OfStatus.Contains(type) || step.Variant % 5 == 0)
            return type;
        // Changes of the child's status are many and most can come at any time: the main line must not drown in them. Birth and Guernsey's
        // route are rare enough.
        if (State.Regions.Birth.Status == BirthStatus.Unborn
            || State.Regions.Legal.Status is LegalStatus.ConvenorReferred or LegalStatus.CyctHearing or LegalStatus.JuvenileCourt)
            return type;
        EventDefinition[] others = [.. allowed.Where(one => !OfStatus.Contains(one))];
        return others.Length == 0 ? type : others[step.Choice / 10 % others.Length];
    }

    private void FireUntil(DateTimeOffset now)
    {
        while (State.NextCheckpoint() is { } next && next.At <= now)
            Pass(next.Question is null ? next : next with { Answer = new OutsideAnswer { Untaken = [] } }, next.At);
    }

    private void Pass(CaseSignal signal, DateTimeOffset now)
    {
        var step = new Passed(State, signal, now, CaseLifecycle.Decide(State, signal, CaseContext.Of(catalogue, State.Profile, now)));
        passed.Add(step);
        State = step.After;
        watch?.Invoke(step);
    }
}
