using System.Reflection;
using ChildProtection.LocalRuntime.FunctionsWorker.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Parameters of orchestrators and activities.</summary>
internal static class DurableBinding
{
    public static FunctionBinding Bind(MethodInfo method, ParameterInfo trigger, OrchestrationTriggerAttribute attribute, string name)
    {
        if (trigger.ParameterType != typeof(TaskOrchestrationContext))
            throw new FunctionFaultException($"the parameter '{trigger.Name}' has [OrchestrationTrigger], so its type must be TaskOrchestrationContext.");
        CommonParameters.RefuseDurableClient(method, "an orchestrator must be deterministic: call the client from an activity.");
        ParameterInfo? input = null;
        var binders = method.GetParameters().Select(parameter =>
        {
            if (parameter == trigger)
                return context => ((OrchestrationInvocation)context.TriggerValue!).Context;
            if (CommonParameters.TryBind(parameter) is { } common)
                return common;
            if (input is not null)
                throw new FunctionFaultException($"the parameter '{parameter.Name}' can't be bound: '{input.Name}' already takes the orchestration's input.");
            input = parameter;
            return context => ((OrchestrationInvocation)context.TriggerValue!).Input ?? DefaultOf(parameter);
        }).ToList();
        return new FunctionBinding(new OrchestrationFunctionTrigger(trigger.Name!, attribute.Orchestration ?? name, input?.ParameterType), binders);
    }

    public static FunctionBinding Bind(MethodInfo method, ParameterInfo trigger, ActivityTriggerAttribute attribute, string name)
    {
        if (trigger.ParameterType == typeof(TaskActivityContext))
            throw new FunctionFaultException($"the parameter '{trigger.Name}' takes the activity's input, not its context; add 'string instanceId' or a FunctionContext.");
        var binders = method.GetParameters().Select(parameter =>
            parameter == trigger ? context => ((ActivityInvocation)context.TriggerValue!).Input ?? DefaultOf(parameter)
            : CommonParameters.TryBind(parameter) ?? InstanceId(parameter)).ToList();
        return new FunctionBinding(new ActivityFunctionTrigger(trigger.Name!, attribute.Activity ?? name, trigger.ParameterType), binders);
    }

    private static ParameterBinder InstanceId(ParameterInfo parameter)
        => parameter.ParameterType == typeof(string) && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase)
            ? context => ((ActivityInvocation)context.TriggerValue!).Context.InstanceId
            : throw new FunctionFaultException(
                $"the parameter '{parameter.Name}' can't be bound in an activity; put it into the input, or take it in the constructor.");

    private static object? DefaultOf(ParameterInfo parameter)
        => parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : null;
}
