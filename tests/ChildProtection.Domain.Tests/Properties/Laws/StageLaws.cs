using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>The stage changes only along the ways of domain 3.6, and by no checkpoint but the eighteenth birthday's.</summary>
internal sealed class StageChangesAlongItsWays : Law
{
    /// <summary>
    /// A review that is decided at once passes through ReviewInSession; one held before any core group leads back to the outline.
    /// </summary>
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

    public override void Step(Passed step)
    {
        var (before, after) = (step.Before.Stage, step.After.Stage);
        if (before == after)
            return;
        if (!Ways[before].Contains(after))
            Broken($"{before} -> {after}");
        if (step.Signal is TimedSignal && step.After.Closure is not { Outcome: CaseOutcome.Turned18 })
            Broken($"a checkpoint led from {before} to {after}");
    }
}

/// <summary>Stage, plan, Child in Need plan and closure say the same (domain 3.1).</summary>
internal sealed class StageAgreesWithPlanAndClosure : Law
{
    public override void Step(Passed step)
    {
        var state = step.After;
        var withPlan =
            state.Stage is OutlinePlan or PlanActive or ReviewInSession or TransferredOutPending
            || state is { Stage: ConferencePending, Conference.OpenedOn: not null };
        if (withPlan != state.PlanInForce)
            Broken($"{state.Stage}, and a plan in force: {state.PlanInForce}");
        if (state.Stage == Closed != state.Closure is not null)
            Broken($"{state.Stage}, closure {state.Closure}");
        if (state.Stage == StepDownCin != state.CinPlan is { EndedOn: null }
            && state.Stage is not (StrategyPending or Section47 or ConferencePending or Assessing or Closed))
            Broken($"{state.Stage}, Child in Need plan {state.CinPlan}");
        if (state.StageBeforeStrategy is not null && state.Stage != StrategyPending)
            Broken($"{state.Stage} leads back to {state.StageBeforeStrategy}");
    }
}

/// <summary>A timed signal is never refused: no person waits for a reason.</summary>
internal sealed class TimersAreNeverRefused : Law
{
    public override void Step(Passed step)
    {
        if (step.Signal is TimedSignal timed && step.Decision is not Accepted)
            Broken($"{timed.Of} at {timed.At:O}: {step.Decision}");
    }
}
