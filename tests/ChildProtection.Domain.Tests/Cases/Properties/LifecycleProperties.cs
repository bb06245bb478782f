using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;
using FsCheck;
using FsCheck.Fluent;
using static ChildProtection.Domain.Cases.CaseStage;

namespace ChildProtection.Domain.Tests.Cases.Properties;

/// <summary>What holds for every case, whatever happens to it and when.</summary>
public sealed class LifecycleProperties
{
    /// <summary>The main line, typed from domain 3.6 A. A review that is decided at once passes through ReviewInSession; one held before any core group leads back to the outline.</summary>
    private static readonly Dictionary<CaseStage, CaseStage[]> Ways = new()
    {
        [Referred] = [Assessing, StrategyPending, ConferencePending, Closed],
        [Assessing] = [StrategyPending, ConferencePending, StepDownCin, Closed],
        [StrategyPending] = [Referred, Assessing, StepDownCin, Section47, Closed],
        [Section47] = [Assessing, StepDownCin, ConferencePending, Closed],
        [ConferencePending] = [OutlinePlan, StepDownCin, Closed],
        [OutlinePlan] = [PlanActive, ReviewInSession, TransferredOutPending, StepDownCin, LookedAfter, Closed],
        [PlanActive] = [ReviewInSession, TransferredOutPending, StepDownCin, LookedAfter, Closed],
        [TransferredOutPending] = [OutlinePlan, PlanActive, ReviewInSession, StepDownCin, LookedAfter, Closed],
        [ReviewInSession] = [PlanActive, OutlinePlan, TransferredOutPending, StepDownCin, LookedAfter, Closed],
        [StepDownCin] = [StrategyPending, Section47, ConferencePending, Closed],
        [LookedAfter] = [Closed],
        [Closed] = [],
    };

    [Fact]
    public void Stage_AnyWalk_ChangesOnlyAlongTheMainLine() => ForEveryStep(step =>
        Assert.True(step.Before.Stage == step.After.Stage || Ways[step.Before.Stage].Contains(step.After.Stage), $"{step.Before.Stage} -> {step.After.Stage}"));

    [Fact]
    public void Stage_Checkpoint_ChangesItOnTheEighteenthBirthdayAlone() => ForEveryStep(step =>
        Assert.True(step.Signal is not TimedSignal || (step.Decision is Accepted && (step.Before.Stage == step.After.Stage || step.After.Closure is { Outcome: CaseOutcome.Turned18 }))));

    [Fact]
    public void Stage_AnyWalk_AgreesWithPlanEnquiryAndClosure() => ForEveryStep(step =>
    {
        var state = step.After;
        var withPlan = state.Stage is OutlinePlan or PlanActive or ReviewInSession or TransferredOutPending || state is { Stage: ConferencePending, Conference.OpenedOn: not null };
        Assert.Equal(withPlan, state.PlanInForce);
        Assert.Equal(state.Stage == Closed, state.Closure is not null);
        // Rules 4001, 4016, 4017, 4003: no Child in Need plan runs beside a child protection plan.
        Assert.False(state.PlanInForce && state.CinPlan is { EndedOn: null });
        // Rules 8840, 8841: a plan lasts longer than a day.
        Assert.False(state.Plan is { EndedOn: not null } plan && plan.EndedOn <= plan.StartedOn);
        Assert.False(state.CinPlan is { EndedOn: not null } need && need.EndedOn < need.StartedOn);
    });

    [Fact]
    public void Accepted_Event_AddsExactlyOneFactWithTheNextSequence() => ForEveryWalk(walk =>
    {
        var facts = walk.Accepted.Select(accepted => accepted.Fact).ToArray();
        Assert.Equal(Enumerable.Range(1, facts.Length).Select(number => (long)number), facts.Select(fact => fact.Sequence));
        Assert.All(walk.Accepted, accepted => Assert.Equal(accepted.Fact.Sequence, accepted.State.Sequence));
        Assert.All(facts.Zip(facts.Skip(1)), pair => Assert.True(pair.First.RecordedAt <= pair.Second.RecordedAt));
    });

    [Fact]
    public void Rejected_Event_SaysWhyAndWhereAndChangesNothing() => ForEveryStep(step =>
    {
        if (step.Decision is not Rejected rejected)
            return;
        Assert.NotEmpty(rejected.Reason);
        Assert.NotEmpty(rejected.Rule);
        Assert.Equal(rejected.Kind == RejectionKind.Invalid, rejected.Field is not null);
        Assert.Same(step.Before, step.After);
    });

    [Fact]
    public void Deadline_AnyWalk_OpensOnceEndsAtMostOnceAndKeepsItsDueDate() => ForEveryWalk(walk =>
    {
        var dueOn = new Dictionary<string, DateOnly>();
        var ended = new HashSet<string>();
        foreach (var accepted in walk.Accepted)
        {
            foreach (var (deadline, change) in accepted.Deadlines)
            {
                if (change == DeadlineChangeKind.Opened)
                    Assert.True(dueOn.TryAdd(deadline.Id, deadline.DueOn), $"{deadline.Id} opened twice");
                Assert.Equal(dueOn[deadline.Id], deadline.DueOn);
                Assert.True(deadline.IsOpen ? !ended.Contains(deadline.Id) : ended.Add(deadline.Id), $"{deadline.Id} changed after its end");
                Assert.Equal(StatusAfter(change, deadline), deadline.Status);
            }

            var open = accepted.State.Deadlines;
            Assert.Equal(dueOn.Keys.Except(ended).Order(StringComparer.Ordinal), open.Select(deadline => deadline.Id).Order(StringComparer.Ordinal));
            Assert.All(open, deadline => Assert.True(deadline.IsOpen && dueOn[deadline.Id] == deadline.DueOn));
            Assert.Empty(open.GroupBy(deadline => (deadline.Kind, deadline.Subject)).Where(same => same.Count() > 1).Select(same => $"{string.Join(", ", same.Select(one => one.Id))} after {accepted.Fact.Type}"));
        }
    });

    [Fact]
    public void Checkpoints_AnyWalk_FireNearestFirstAndOnce() => ForEveryWalk(walk =>
    {
        var fired = new HashSet<(string, CheckpointKind, int?)>();
        foreach (var step in walk.Passed.Where(step => step.Signal is CheckpointSignal))
        {
            var signal = (CheckpointSignal)step.Signal;
            var deadline = step.Before.Deadlines.Single(one => one.Id == signal.DeadlineId);
            Assert.True(fired.Add((deadline.Id, deadline.Next!.Kind, deadline.Next.Tier == null ? signal.At.GetHashCode() : deadline.Next.Tier)));
            Assert.All(step.Before.Deadlines, other => Assert.True(other.Next is null || other.Next.At >= signal.At));
        }
    });

    [Fact]
    public void AllowedEvents_AnyState_AgreeWithDecide() => ForEveryStep(step =>
    {
        var allowed = AllowedEvents.In(step.Before);
        foreach (var type in EventCatalogue.All)
        {
            var decision = CaseLifecycle.Decide(step.Before, Walk.Signal(type, step.Before, new Step(0, 0, type.Name.Length, 0), step.Now, 0), Support.CaseDriver.At(step.Before, step.Now));
            if (!allowed.Contains(type))
                Assert.Equal(RejectionKind.NotAllowed, Assert.IsType<Rejected>(decision).Kind);
        }
    });

    [Fact]
    public void Walks_Together_VisitEveryStageAndAcceptEveryType()
    {
        // Keeps the generator honest: properties over walks that never leave the referral would prove nothing.
        var stages = new HashSet<CaseStage>();
        var types = new HashSet<string>();
        ForWalks(700, walk =>
        {
            stages.UnionWith(walk.States.Select(state => state.Stage));
            types.UnionWith(walk.Accepted.Select(accepted => accepted.Fact.Type));
        });
        Assert.Equal(Enum.GetValues<CaseStage>(), stages.Order());
        // Guernsey's legal route has a profile and tests of its own.
        string[] elsewhere = [nameof(ConvenorReferralMade), nameof(ConvenorDecision), nameof(CyctDecision), nameof(JuvenileCourtDecision)];
        Assert.Empty(EventCatalogue.All.Select(type => type.Name).Except(elsewhere).Except(types));
    }

    private static DeadlineStatus StatusAfter(DeadlineChangeKind change, Deadline deadline) => change switch
    {
        DeadlineChangeKind.Opened => DeadlineStatus.Open,
        // What runs in hours is late on its due day too.
        DeadlineChangeKind.Met => deadline.DaysLate == 0 && deadline.Status != DeadlineStatus.MetLate ? DeadlineStatus.Met : DeadlineStatus.MetLate,
        DeadlineChangeKind.Overdue => DeadlineStatus.Overdue,
        DeadlineChangeKind.Cancelled => DeadlineStatus.Cancelled,
        DeadlineChangeKind.Superseded => DeadlineStatus.Superseded,
        DeadlineChangeKind.Reminded => DeadlineStatus.Open,
        _ => DeadlineStatus.Overdue,
    };

    private static void ForEveryStep(Action<Passed> check) => ForEveryWalk(walk =>
    {
        foreach (var step in walk.Passed)
            check(step);
    });

    private static void ForEveryWalk(Action<Walk> check) => ForWalks(Walk.Seeded.MaxTest, check);

    private static void ForWalks(int count, Action<Walk> check) => Check.One(Walk.Seeded.WithMaxTest(count), Prop.ForAll(Walk.Steps, steps => check(Walk.Along(steps))));
}
