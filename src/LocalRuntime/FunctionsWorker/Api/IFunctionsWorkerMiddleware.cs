namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every invocation. Middleware is a singleton; what belongs to an invocation comes from its context.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>
    /// Runs around one invocation. Before an orchestrator it must not go asynchronous: an await that is not complete before
    /// <paramref name="next"/> is called fails the orchestration.
    /// </summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
