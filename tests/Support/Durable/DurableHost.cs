using System.Diagnostics;
using System.Text.Json.Nodes;
using LocalHost.Durable;
using LocalHost.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Tests.Support;

/// <summary>The worker of a published app, a durable engine that calls it, and a client of the engine.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly IDurableEngine engine;
    private readonly WorkerHost worker;
    private readonly GrpcDurableTaskClient client;

    private DurableHost(IDurableEngine engine, WorkerHost worker, GrpcDurableTaskClient client)
        => (this.engine, this.worker, this.client) = (engine, worker, client);

    public DurableTaskClient Client => client;

    public WorkerSupervisor Worker => worker.Supervisor;

    /// <param name="appDirectory">The published app.</param>
    /// <param name="makeEngine">Makes the engine, which calls the functions.</param>
    /// <param name="functionTimeout">How long a function may run; five minutes if not given.</param>
    /// <param name="loggers">None if not given.</param>
    public static async Task<DurableHost> StartAsync(
        string appDirectory,
        Func<IFunctionInvoker, IDurableEngine> makeEngine,
        TimeSpan? functionTimeout = null,
        ILoggerFactory? loggers = null)
    {
        loggers ??= NullLoggerFactory.Instance;
        IDurableEngine? engine = null;
        var worker = await WorkerHost.OpenAsync(
            new ProcessLauncher(appDirectory, new Dictionary<string, string>(), loggers),
            cancellationToken => engine!.ClientBindingAsync(cancellationToken),
            new WorkerLimits(),
            functionTimeout ?? TimeSpan.FromMinutes(5),
            loggers,
            CancellationToken.None);
        worker.Supervisor.Start();
        engine = makeEngine(worker.Invoker);
        await engine.StartAsync(await worker.Invoker.FunctionsAsync(CancellationToken.None), CancellationToken.None);
        return new DurableHost(engine, worker, await ConnectAsync(engine));
    }

    /// <summary>Kills the worker's process; the next one is started.</summary>
    public void KillWorker() => Process.GetProcessById(Worker.Status.ProcessId!.Value).Kill();

    /// <summary>Stops the engine as a host does that ends in order, then the worker.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await engine.StopAsync(cancellationToken);
        await worker.Supervisor.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await engine.DisposeAsync();
        await worker.DisposeAsync();
    }

    private static async Task<GrpcDurableTaskClient> ConnectAsync(IDurableEngine engine)
    {
        var binding = JsonNode.Parse(await engine.ClientBindingAsync(CancellationToken.None))!;
        var options = new GrpcDurableTaskClientOptions { Address = (string)binding["rpcBaseUrl"]! };
        return new GrpcDurableTaskClient("test", options, NullLogger.Instance);
    }
}
