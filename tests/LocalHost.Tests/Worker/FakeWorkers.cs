using System.Threading.Channels;
using LocalHost.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalHost.Tests.Worker;

/// <summary>The host's side of the worker's protocol with workers of a test's own, and time that the test moves.</summary>
internal sealed class FakeWorkers : IWorkerLauncher, IAsyncDisposable
{
    private readonly Channel<FakeWorker> _started = Channel.CreateUnbounded<FakeWorker>();
    private readonly WorkerReception _reception = new();
    private FunctionRpcServer? _server;
    private WorkerSupervisor? _supervisor;

    public FakeTimeProvider Time { get; } = new();

    public string AppDirectory => AppContext.BaseDirectory;

    public WorkerSupervisor Supervisor => _supervisor ?? throw new InvalidOperationException("Nothing was started.");

    public Uri Endpoint => _server!.Endpoint;

    /// <summary>Thrown by the next start of a worker.</summary>
    public Exception? StartFault { get; set; }

    public static FakeWorkers New() => new();

    public async Task StartAsync(WorkerLimits? limits = null)
    {
        _server = await FunctionRpcServer.StartAsync(_reception, NullLoggerFactory.Instance, CancellationToken.None);
        _supervisor = new WorkerSupervisor(
            this, _reception, Endpoint, limits ?? new WorkerLimits(), Time, NullLogger<WorkerSupervisor>.Instance);
        _supervisor.Start();
    }

    public Task<ILaunchedWorker> StartAsync(WorkerLaunch launch, CancellationToken cancellationToken)
    {
        if (StartFault is { } fault)
        {
            StartFault = null;
            throw fault;
        }

        var worker = new FakeWorker(launch);
        _started.Writer.TryWrite(worker);
        return Task.FromResult<ILaunchedWorker>(worker);
    }

    /// <summary>The next worker that the host starts.</summary>
    public async Task<FakeWorker> NextAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));

    public FunctionInvoker Invoker(TimeSpan? timeout = null)
        => new(Supervisor, _ => ValueTask.FromResult("""{ "rpcBaseUrl": "http://engine" }"""), timeout ?? Timeout.InfiniteTimeSpan, Time);

    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
            await _supervisor.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
