using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>The app's functions and the pipeline they run in.</summary>
internal sealed record FunctionCatalogue(IReadOnlyList<FunctionDescriptor> Functions, FunctionPipeline Pipeline)
{
    public IEnumerable<(FunctionDescriptor Function, TTrigger Trigger)> Of<TTrigger>()
        where TTrigger : FunctionTrigger
        => Functions.Where(function => function.Trigger is TTrigger).Select(function => (function, (TTrigger)function.Trigger));
}
