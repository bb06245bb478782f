namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation returned, typed.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>The result; null when the function returned nothing.</summary>
    public abstract T? Value { get; set; }
}
