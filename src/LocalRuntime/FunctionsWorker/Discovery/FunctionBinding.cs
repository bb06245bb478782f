namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>A trigger and the values of all parameters of its function, in order.</summary>
internal sealed record FunctionBinding(FunctionTrigger Trigger, IReadOnlyList<ParameterBinder> Binders);
