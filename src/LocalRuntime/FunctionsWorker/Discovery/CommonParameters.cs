using System.Reflection;
using ChildProtection.LocalRuntime.FunctionsWorker.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Parameters that a function of any trigger may have.</summary>
internal static class CommonParameters
{
    /// <summary>Null when the parameter is none of these.</summary>
    public static ParameterBinder? TryBind(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return context => context;
        if (parameter.ParameterType == typeof(CancellationToken))
            return context => context.CancellationToken;
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is null)
            return null;
        return parameter.ParameterType == typeof(DurableTaskClient)
            ? context => context.InstanceServices.GetRequiredService<EngineHost>().Client
            : throw new FunctionFaultException($"the parameter '{parameter.Name}' has [DurableClient], so its type must be DurableTaskClient.");
    }

    public static void RefuseDurableClient(MethodInfo method, string reason)
    {
        if (method.GetParameters().FirstOrDefault(parameter => parameter.GetCustomAttribute<DurableClientAttribute>() is not null) is { } client)
            throw new FunctionFaultException($"the parameter '{client.Name}' has [DurableClient]; {reason}");
    }
}
