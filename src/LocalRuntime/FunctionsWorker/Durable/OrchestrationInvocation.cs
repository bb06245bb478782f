using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

internal sealed record OrchestrationInvocation(TaskOrchestrationContext Context, object? Input);
