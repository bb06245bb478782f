using System.Reflection;
using ConformanceApp.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Conformance.Hosts;

/// <summary>The app's orchestrations and activities, handed to an engine that knows nothing of Functions.</summary>
internal static class AppFunctions
{
    public static void Register(DurableTaskRegistry registry)
    {
        foreach (var method in typeof(CommonFunctions).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()))
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function)
                Register(registry, new TaskName(function.Name), method);
    }

    private static void Register(DurableTaskRegistry registry, TaskName name, MethodInfo method)
    {
        var trigger = method.GetParameters()[0];
        if (trigger.IsDefined(typeof(OrchestrationTriggerAttribute)))
            registry.AddOrchestrator(name, () => new Orchestrator(method));
        else if (trigger.IsDefined(typeof(ActivityTriggerAttribute)))
            registry.AddActivity(name, _ => new Activity(method));
    }

    private static async Task<object?> InvokeAsync(MethodInfo method, object?[] arguments)
    {
        var result = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (result is not Task task)
            return result;
        await task;
        var value = task.GetType().GetProperty("Result");
        return value is null || value.PropertyType.Name == "VoidTaskResult" ? null : value.GetValue(task);
    }

    private sealed class Orchestrator(MethodInfo method) : ITaskOrchestrator
    {
        public Type InputType => method.GetParameters().ElementAtOrDefault(1)?.ParameterType ?? typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) =>
            InvokeAsync(method, method.GetParameters().Length == 1 ? [context] : [context, input]);
    }

    private sealed class Activity(MethodInfo method) : ITaskActivity
    {
        public Type InputType => method.GetParameters()[0].ParameterType;

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskActivityContext context, object? input) =>
            InvokeAsync(method, method.GetParameters().Length == 1 ? [input] : [input, (string)context.InstanceId]);
    }
}
