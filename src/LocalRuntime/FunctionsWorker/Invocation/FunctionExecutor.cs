using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

/// <summary>The end of the pipeline: makes the class, binds the parameters, calls the method, keeps its result.</summary>
internal static class FunctionExecutor
{
    public static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (LocalFunctionContext)context;
        if (invocation.Refusal is { } reason)
            throw new InvalidOperationException(reason);
        invocation.Reached = true;
        var function = invocation.Function;
        var instance = function.Factory?.Invoke(invocation.InstanceServices, []);
        var arguments = function.Binders.Select(bind => bind(invocation)).ToArray();
        var returned = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        invocation.Result.Value = await function.Returns.ReadAsync(returned);
    }
}
