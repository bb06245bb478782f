using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Access to what an invocation gives back.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The invocation's result. A middleware that answers in the function's place sets its value and does not call <c>next</c>.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<LocalInvocationResult>()
            ?? throw new InvalidOperationException($"The context of function '{context.FunctionDefinition.Name}' was not made by this host, so it carries no result.");
    }
}
