using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>Everything that concerns the worker: where it connects, who starts it, who calls its functions.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private readonly FunctionRpcServer _server;

    private WorkerHost(FunctionRpcServer server, WorkerSupervisor supervisor, IFunctionInvoker invoker)
        => (_server, Supervisor, Invoker) = (server, supervisor, invoker);

    public WorkerSupervisor Supervisor { get; }

    public IFunctionInvoker Invoker { get; }

    /// <summary>Begins to listen for the worker; the supervisor must still be started.</summary>
    /// <param name="launcher">Starts workers.</param>
    /// <param name="clientBinding">What a <c>durableClient</c> parameter receives.</param>
    /// <param name="limits">How patient to be with the worker.</param>
    /// <param name="functionTimeout">How long a function may run.</param>
    /// <param name="loggers">Receives the worker's log as well.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<WorkerHost> OpenAsync(
        IWorkerLauncher launcher,
        Func<CancellationToken, ValueTask<string>> clientBinding,
        WorkerLimits limits,
        TimeSpan functionTimeout,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var reception = new WorkerReception();
        var server = await FunctionRpcServer.StartAsync(reception, loggers, cancellationToken);
        // Workers live on real time, whatever the app's clock.
        var time = TimeProvider.System;
        var supervisor = new WorkerSupervisor(launcher, reception, server.Endpoint, limits, time, loggers.CreateLogger<WorkerSupervisor>());
        return new WorkerHost(server, supervisor, new FunctionInvoker(supervisor, clientBinding, functionTimeout, time));
    }

    public async ValueTask DisposeAsync()
    {
        await Supervisor.DisposeAsync();
        await _server.DisposeAsync();
    }
}
