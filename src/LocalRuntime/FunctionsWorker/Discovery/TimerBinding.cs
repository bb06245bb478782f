using System.Reflection;
using ChildProtection.LocalRuntime.FunctionsWorker.Timers;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Parameters of a timer function.</summary>
internal static class TimerBinding
{
    public static FunctionBinding Bind(MethodInfo method, ParameterInfo trigger, TimerTriggerAttribute attribute, SettingExpander settings)
    {
        if (trigger.ParameterType != typeof(TimerInfo))
            throw new FunctionFaultException($"the parameter '{trigger.Name}' has [TimerTrigger], so its type must be TimerInfo.");
        var binders = method.GetParameters().Select(parameter =>
            parameter == trigger ? context => context.TriggerValue
            : CommonParameters.TryBind(parameter)
                ?? throw new FunctionFaultException($"the parameter '{parameter.Name}' can't be bound in a timer function; take it in the constructor."));
        return new FunctionBinding(
            new TimerFunctionTrigger(trigger.Name!, Parse(settings.Expand(attribute.Schedule)), attribute.RunOnStartup, attribute.UseMonitor),
            [.. binders]);
    }

    private static ITimerSchedule Parse(string text)
    {
        try
        {
            return TimerSchedule.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new FunctionFaultException(exception.Message);
        }
    }
}
