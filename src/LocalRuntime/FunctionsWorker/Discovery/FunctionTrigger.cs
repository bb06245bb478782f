using ChildProtection.LocalRuntime.FunctionsWorker.Timers;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>What starts a function, with its settings expanded and checked.</summary>
internal abstract record FunctionTrigger(string ParameterName, string BindingType);

/// <param name="ParameterName">The parameter with the trigger.</param>
/// <param name="Route">Template below the route prefix.</param>
/// <param name="Methods">Upper case; empty means any.</param>
internal sealed record HttpFunctionTrigger(string ParameterName, string Route, IReadOnlyList<string> Methods)
    : FunctionTrigger(ParameterName, "httpTrigger");

internal sealed record TimerFunctionTrigger(string ParameterName, ITimerSchedule Schedule, bool RunOnStartup, bool UseMonitor)
    : FunctionTrigger(ParameterName, "timerTrigger");

/// <param name="ParameterName">The parameter with the trigger.</param>
/// <param name="Source">The queue, or the topic's subscription.</param>
/// <param name="ConnectionString">Of the bus.</param>
/// <param name="Sessions">One session at a time per caller, its messages in order.</param>
/// <param name="AutoComplete">The host completes the message when the function has succeeded.</param>
internal sealed record ServiceBusFunctionTrigger(string ParameterName, string Source, string ConnectionString, bool Sessions, bool AutoComplete)
    : FunctionTrigger(ParameterName, "serviceBusTrigger");

/// <param name="ParameterName">The parameter with the trigger.</param>
/// <param name="TaskName">The name the engine knows it by.</param>
/// <param name="InputType">Type of the input parameter; null when the orchestrator reads its input from the context.</param>
internal sealed record OrchestrationFunctionTrigger(string ParameterName, string TaskName, Type? InputType)
    : FunctionTrigger(ParameterName, "orchestrationTrigger");

internal sealed record ActivityFunctionTrigger(string ParameterName, string TaskName, Type InputType)
    : FunctionTrigger(ParameterName, "activityTrigger");
