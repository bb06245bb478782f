namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation returned; middleware may read and replace it once the function has run.</summary>
public abstract class InvocationResult : InvocationResult<object?>;
