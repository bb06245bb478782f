using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Definitions;

/// <summary>When an event can happen to a case.</summary>
/// <param name="Needs">What it needs, in words: "an open case".</param>
/// <param name="Rule">Where the procedure says so.</param>
/// <param name="Holds">Whether a state has that.</param>
public sealed record Precondition(string Needs, string Rule, Func<CaseState, bool> Holds)
{
    internal static Precondition OpenCase(string rule) => new("an open case", rule, state => state.Stage != CaseStage.Closed);

    internal static Precondition FurtherAction(string rule) => new("a case with further action", rule, state => state.Underway);

    internal static Precondition PlanInForce(string rule) => new("a plan in force", rule, state => state.PlanInForce);

    /// <summary>The plan was decided completely, so that its core group can meet.</summary>
    internal static Precondition CoreGroup(string rule) => new("a plan in force", rule, state => state.HasCoreGroup);
}
