using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace ChildProtection.Functions.Tests.Hosting;

/// <summary>
/// Calls the app's functions by the code that was generated for the app, as its own process does; the worker's own way wraps what they
/// throw. Functions of the tests go the worker's way.
/// </summary>
/// <param name="ofTheApp">What was generated when the app was built.</param>
/// <param name="ofTheWorker">What the worker does without it.</param>
internal sealed class AppExecutor(DirectFunctionExecutor ofTheApp, IFunctionExecutor ofTheWorker) : IFunctionExecutor
{
    private static readonly string Tests = typeof(AppExecutor).Assembly.GetName().Name!;

    public ValueTask ExecuteAsync(FunctionContext context) =>
        context.FunctionDefinition.EntryPoint.StartsWith(Tests + ".", StringComparison.Ordinal)
            ? ofTheWorker.ExecuteAsync(context)
            : ofTheApp.ExecuteAsync(context);
}
