namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique per invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function's id; stable as long as its name and method are.</summary>
    public abstract string FunctionId { get; }

    /// <summary>Data of the trigger by name: route values of a request, the instance id of a durable task.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The invocation's own dependency injection scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values shared by middleware and function during the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Typed features of the invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller has gone or the host gives up waiting at stop.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
