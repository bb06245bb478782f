using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>What the walks came through: laws over walks that never leave the referral would prove nothing.</summary>
internal sealed class Coverage
{
    private CaseTracks? last;

    public long Decisions { get; private set; }

    public long Walks { get; private set; }

    public Dictionary<CaseStage, int> Stages { get; } = [];

    /// <summary>How often each type was accepted.</summary>
    public Dictionary<string, int> Events { get; } = [];

    /// <summary>How often a deadline counted from an event, or from what else is known by a name.</summary>
    public Dictionary<string, int> Anchors { get; } = [];

    public Dictionary<CaseOutcome, int> Outcomes { get; } = [];

    public Dictionary<Type, int> Signals { get; } = [];

    /// <summary>How often the stage changed in each way.</summary>
    public Dictionary<Transition, int> Transitions { get; } = [];

    /// <summary>How often a deadline of each kind came to each status, under each profile.</summary>
    public Dictionary<(string Profile, string Kind, DeadlineStatus Status), int> Deadlines { get; } = [];

    /// <summary>How often a region stood at each value.</summary>
    public Dictionary<Enum, int> Values { get; } = [];

    public Dictionary<int, int> DisputeStages { get; } = [];

    /// <summary>How often a fact of each type told a notice of each kind.</summary>
    public Dictionary<(string Fact, string Kind), int> Causes { get; } = [];

    /// <summary>How often a notice of each kind was told where a deadline of each kind opened.</summary>
    public Dictionary<(string Deadline, string Kind), int> Openings { get; } = [];

    /// <summary>How often a fact of each type did each thing to a deadline of each kind.</summary>
    public Dictionary<(string Fact, string Deadline, DeadlineEffect Effect), int> Effects { get; } = [];

    /// <summary>How often a fact of each type told each recipient of a notice of each kind.</summary>
    public Dictionary<(string Fact, string Kind, string To), int> Told { get; } = [];

    /// <summary>The first state of every kind that the walks came to.</summary>
    public Dictionary<StateKind, FirstOfKind> Kinds { get; } = [];

    public void Add(WalkPlan plan, Walk walk)
    {
        Walks++;
        Note(walk.Opened, walk.Opened.State.Profile.Id);
        Count(Transitions, new Transition(null, walk.Opened.Fact.Type, walk.Opened.State.Stage));
        foreach (var step in walk.Passed)
        {
            Decisions++;
            Count(Signals, step.Signal.GetType());
            if (step.Decision is not Accepted accepted)
                continue;
            Note(accepted, step.After.Profile.Id);
            if (step.Before.Stage != accepted.State.Stage)
                Count(Transitions, new Transition(step.Before.Stage, accepted.Fact.Type, accepted.State.Stage));
            Kinds.TryAdd(StateKind.Of(accepted.State), new FirstOfKind(plan.Number, accepted.State, step.Now));
        }

        if (walk.State.Closure is { } closure)
            Count(Outcomes, closure.Outcome);
    }

    public void Add(Coverage other)
    {
        (Walks, Decisions) = (Walks + other.Walks, Decisions + other.Decisions);
        Join(Stages, other.Stages);
        Join(Events, other.Events);
        Join(Anchors, other.Anchors);
        Join(Outcomes, other.Outcomes);
        Join(Signals, other.Signals);
        Join(Transitions, other.Transitions);
        Join(Deadlines, other.Deadlines);
        Join(Values, other.Values);
        Join(DisputeStages, other.DisputeStages);
        Join(Causes, other.Causes);
        Join(Openings, other.Openings);
        Join(Effects, other.Effects);
        Join(Told, other.Told);
        foreach (var (kind, first) in other.Kinds)
            if (!Kinds.TryGetValue(kind, out var known) || first.Walk < known.Walk)
                Kinds[kind] = first;
    }

    private void Note(Accepted accepted, string profile)
    {
        var state = accepted.State;
        Count(Stages, state.Stage);
        Count(Events, accepted.Fact.Type);
        foreach (var (deadline, effect) in DeadlineEffects.Of(accepted))
            Count(Effects, (accepted.Fact.Type, deadline, effect));
        foreach (var (deadline, _) in accepted.Deadlines)
        {
            Count(Deadlines, (profile, deadline.Kind, deadline.Status));
            Count(Anchors, deadline.Anchor.Event);
        }

        if (!ReferenceEquals(last, state.Regions))
            Note(last = state.Regions);
        if (state.Assessment is { } assessment)
            Count(Values, assessment.Status);
    }

    private void Note(CaseTracks regions)
    {
        Count(Values, regions.Access.Status);
        Count(Values, regions.Birth.Status);
        Count(Values, regions.Emergency.Status);
        Count(Values, regions.Enquiry.Status);
        Count(Values, regions.Legal.Status);
        Count(Values, regions.Placement.Kind);
        Count(Values, regions.Transfer.Status);
        Count(Values, regions.EarlyReview.Status);
        foreach (var party in regions.SignOff)
            Count(Values, party.Status);
        foreach (var dispute in regions.Disputes)
            Count(DisputeStages, dispute.Stage);
    }

    public static void Count<T>(Dictionary<T, int> counts, T what, int times = 1) where T : notnull =>
        counts[what] = counts.GetValueOrDefault(what) + times;

    private static void Join<T>(Dictionary<T, int> counts, Dictionary<T, int> others) where T : notnull
    {
        foreach (var (what, count) in others)
            counts[what] = counts.GetValueOrDefault(what) + count;
    }
}

/// <summary>A change of the stage, by the type of the fact that made it; from nothing when the case is opened.</summary>
internal sealed record Transition(CaseStage? From, string Event, CaseStage To);
