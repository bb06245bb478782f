using System.Text;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>
/// A state fits its bound. A walk leaves undone for months what a case would never owe all at once, so its bound is larger than that of a
/// case that is looked after.
/// </summary>
internal sealed class StateStaysBelowItsBound : Law
{
    private const int Limit = 80 * 1024;

    /// <summary>
    /// Writing every state would take longer than deciding it: only one that holds much, and more than any before it in the walk, is
    /// measured.
    /// </summary>
    private int largest = 100;

    public override void Step(Passed step)
    {
        var state = step.After;
        var size =
            state.Deadlines.Sum(deadline => 4 + deadline.Checkpoints.Count)
            + (8 * state.Approvals.Count)
            + (4 * state.Regions.Complaints.Waiting.Count)
            + (4 * state.Regions.UnexpectedEvents.Waiting.Count)
            + (2 * (state.Plan?.Actions.Count ?? 0))
            + state.Regions.SignOff.Count
            + state.ConferenceAgencies.Count;
        if (size <= largest + (largest / 5))
            return;
        largest = size;
        var bytes = Encoding.UTF8.GetByteCount(CaseStateJson.Serialize(state));
        if (bytes > Limit)
            Broken($"{bytes} bytes: {string.Join(", ", state.Deadlines.Select(one => one.Id))}");
    }
}

/// <summary>
/// The same signals, read back from text into states read back from text, give the same state (and so does every restart of the engine).
/// </summary>
internal sealed class ReplayThroughTextGivesTheSameState : Law
{
    private string state = "";

    public override void Open(OpeningSignal opening, Accepted opened) => state = CaseStateJson.Serialize(opened.State);

    public override void Step(Passed step)
    {
        var signal = step.Signal.ToJson();
        if (signal.Contains(Plausible.Marker, StringComparison.Ordinal))
            Broken($"a signal holds words: {signal}");
        if (CaseSignal.FromJson(signal).ToJson() != signal)
            Broken($"a signal reads back as another: {signal}");
        var loaded = CaseStateJson.Load(state);
        var decision = CaseLifecycle.Decide(loaded, CaseSignal.FromJson(signal), CaseDriver.At(loaded, step.Now));
        if (decision.ToJson() != step.Decision.ToJson())
            Broken($"at the first time {step.Decision.ToJson()}{Environment.NewLine}at the second {decision.ToJson()}");
        var after = decision is Accepted accepted ? CaseStateJson.Serialize(accepted.State) : state;
        if (after.Contains(Plausible.Marker, StringComparison.Ordinal))
            Broken("a state holds words");
        state = after;
    }
}
