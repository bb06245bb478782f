using System.Reflection;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Makes the value of one parameter for one invocation.</summary>
internal delegate object? ParameterBinder(LocalFunctionContext context);

/// <summary>A function that has been found and checked.</summary>
internal sealed class FunctionDescriptor
{
    public required FunctionDefinition Definition { get; init; }

    public required MethodInfo Method { get; init; }

    public required FunctionTrigger Trigger { get; init; }

    public required IReadOnlyList<ParameterBinder> Binders { get; init; }

    public required ReturnValue Returns { get; init; }

    /// <summary>Null for a static method.</summary>
    public required ObjectFactory? Factory { get; init; }

    public string Name => Definition.Name;
}
