using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// A decision that ends work for a child says why, so that a second person can judge it. The schema refuses a blank reason; here words
/// are withheld, and all that is known is that some were given.
/// </summary>
internal static class Reasons
{
    public const string Rule = "N-13";

    /// <summary>The refusal when no reason is given.</summary>
    /// <param name="change">The decision in the making.</param>
    /// <param name="reason">What the caller gave.</param>
    /// <param name="why">What the reason explains, such as <c>why the case closes</c>.</param>
    public static Rejected? Require(DecisionBuilder change, FreeText? reason, string why) =>
        reason is null && change.Signal.Rules is not null
            ? DecisionBuilder.Invalid("/data/reason", Rule, $"is required: write {why}")
            : null;
}
