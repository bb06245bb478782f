using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Definitions;

/// <summary>When an event can happen to a case.</summary>
/// <param name="Sentence">What must be true of the case, as one sentence: "The case must be open."</param>
/// <param name="Rule">Where the procedure says so.</param>
/// <param name="Holds">Whether it is true of a state.</param>
public sealed record Precondition(string Sentence, string Rule, Func<CaseState, bool> Holds)
{
    internal static Precondition OpenCase(string rule) =>
        new("The case must be open.", rule, state => state.Stage != CaseStage.Closed);

    internal static Precondition FurtherAction(string rule) =>
        new("The case must be open, and further action must be decided.", rule, state => state.Underway);

    internal static Precondition PlanInForce(string rule) =>
        new("A child protection plan must be in force.", rule, state => state.PlanInForce);

    /// <summary>The plan was decided completely, so that its core group can meet.</summary>
    internal static Precondition CoreGroup(string rule) =>
        new("A child protection plan must be in force, and its conference's outcome recorded.", rule, state => state.HasCoreGroup);
}
