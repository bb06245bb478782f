using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

internal sealed record ActivityInvocation(TaskActivityContext Context, object? Input);
