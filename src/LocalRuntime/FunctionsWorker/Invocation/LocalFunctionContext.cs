using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

/// <summary>One invocation.</summary>
/// <param name="function">The function to run.</param>
/// <param name="services">The invocation's own scope.</param>
/// <param name="triggerValue">What the trigger gave; its binders know its type.</param>
/// <param name="bindingData">Data of the trigger by name.</param>
/// <param name="cancellation">Cancelled when nobody waits for the invocation any more.</param>
internal sealed class LocalFunctionContext(
    FunctionDescriptor function,
    IServiceProvider services,
    object? triggerValue,
    IReadOnlyDictionary<string, object?> bindingData,
    CancellationToken cancellation) : FunctionContext
{
    /// <summary>Where the official ASP.NET Core integration keeps the HTTP context.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    private readonly InvocationFeatures _features = new();

    public FunctionDescriptor Function { get; } = function;

    public object? TriggerValue { get; } = triggerValue;

    /// <summary>True once the pipeline has come to the function itself.</summary>
    public bool Reached { get; set; }

    /// <summary>Set when the function may no longer run, with the reason: it came too late.</summary>
    public string? Refusal { get; set; }

    public LocalInvocationResult Result
    {
        get
        {
            if (_features.Get<LocalInvocationResult>() is not { } result)
                _features.Set(result = new LocalInvocationResult());
            return result;
        }
    }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override BindingContext BindingContext { get; } = new LocalBindingContext(bindingData);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => _features;

    public override CancellationToken CancellationToken { get; } = cancellation;

    private sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }
}
