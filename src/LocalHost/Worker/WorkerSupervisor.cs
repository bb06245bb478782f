using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>
/// Keeps one worker running: starts it, and starts it again when it ends, hangs or can't start. Safe for use from any thread.
/// </summary>
/// <param name="launcher">Starts a worker.</param>
/// <param name="reception">Where it announces itself.</param>
/// <param name="endpoint">Where the reception listens.</param>
/// <param name="limits">How long to wait for it.</param>
/// <param name="time">Real time.</param>
/// <param name="logger">Logs every start and end.</param>
internal sealed partial class WorkerSupervisor(
    IWorkerLauncher launcher,
    WorkerReception reception,
    Uri endpoint,
    WorkerLimits limits,
    TimeProvider time,
    ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    // From the end of a process's stream to the end of the process.
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly RestartDelay _delay = new();
    private readonly WorkerState _state = new(time);

    /// <summary>
    /// Awaited when a worker has loaded its functions, before others hear of it. A <see cref="WorkerFaultException"/> gives that worker
    /// up.
    /// </summary>
    public Func<ConnectedWorker, CancellationToken, Task> OnConnected { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Raised, on any thread, after the worker's phase has changed.</summary>
    public event Action<WorkerPhase>? PhaseChanged
    {
        add => _state.PhaseChanged += value;
        remove => _state.PhaseChanged -= value;
    }

    public WorkerStatus Status => _state.Status;

    /// <summary>
    /// The worker that callers from outside may call: all that its functions need is there as well. Null when there is none.
    /// </summary>
    public ConnectedWorker? Serving => _state.Serving;

    /// <summary>The worker that has loaded its functions; null when none has.</summary>
    public ConnectedWorker? Current => _state.Current;

    /// <summary>Ends with the host, or fails by a fault in this class itself.</summary>
    public Task Life { get; private set; } = Task.CompletedTask;

    public void Start() => Life = Task.Run(LiveAsync);

    /// <summary>Waits for a worker that has loaded its functions.</summary>
    public Task<ConnectedWorker> ReadyAsync(CancellationToken cancellationToken) => _state.ReadyAsync(cancellationToken);

    /// <summary>Ends the worker at once; another one is started. The fault point's and the function time-out's way.</summary>
    public void KillWorker() => _state.Launched?.Kill();

    /// <summary>Lets calls under way end until the token is cancelled, then ends the worker.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_state.Launched is { } launched && Current is { } current)
            await SayFarewellAsync(launched, current, cancellationToken);
        await _stopping.CancelAsync();
        await Life;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Life;
        _stopping.Dispose();
    }

    private async Task SayFarewellAsync(ILaunchedWorker launched, ConnectedWorker current, CancellationToken cancellationToken)
    {
        await current.Channel.WhenIdleAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Messages from here on are no fault of the worker.
        _state.Stopped();
        current.Channel.Send(RpcMessages.Terminate(limits.Farewell));
        await Task.WhenAny(launched.Ended, Task.Delay(limits.Farewell, time, CancellationToken.None));
    }

    private async Task LiveAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var (fault, ran) = await LiveOnceAsync();
            if (_stopping.IsCancellationRequested || Status.Phase == WorkerPhase.Stopped)
                break;
            var delay = _delay.After(ran);
            WorkerEnded(fault, delay);
            _state.Waiting(fault, delay);
            await Task.Delay(delay, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _state.Stopped();
    }

    /// <summary>The life of one worker; returns why it ended and how long it ran.</summary>
    private async Task<(string Fault, TimeSpan? Ran)> LiveOnceAsync()
    {
        var (workerId, connected) = reception.Expect();
        long? since = null;
        ILaunchedWorker? launched = null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        try
        {
            _state.Starting();
            launched = await launcher.StartAsync(Launch(workerId), _stopping.Token);
            _state.Started(launched);
            WorkerStarted(launched.Name);
            var worker = await ConnectAsync(launched, connected);
            since = time.GetTimestamp();
            await WelcomeAsync(worker, over.Token);
            var watch = new WorkerWatch(worker.Channel, limits, time);
            var ends = await Task.WhenAny(launched.Ended, worker.Channel.Closed, watch.HangsAsync(over.Token));
            return (await WhyAsync(ends, launched), time.GetElapsedTime(since.Value));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return ("The host stops.", null);
        }
        catch (Exception exception) when (exception is WorkerFaultException or WorkerProcessExitException or NoWorkerException)
        {
            return (exception.Message, since is { } start ? time.GetElapsedTime(start) : null);
        }
        finally
        {
            await over.CancelAsync();
            reception.Forget(workerId);
            _state.Gone();
            if (launched is not null)
                await launched.DisposeAsync();
        }
    }

    private WorkerLaunch Launch(string workerId) => new()
    {
        HostEndpoint = endpoint,
        WorkerId = workerId,
        RequestId = Guid.NewGuid().ToString("N"),
        MaxMessageBytes = int.MaxValue,
    };

    private async Task<ConnectedWorker> ConnectAsync(ILaunchedWorker launched, Task<WorkerChannel> connected)
    {
        using var late = new CancellationTokenSource(limits.Start, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stopping.Token);
        try
        {
            var first = await Task.WhenAny(connected, launched.Ended).WaitAsync(ends.Token);
            if (first != connected)
                throw new WorkerFaultException($"The worker ended before it connected: {await launched.Ended}");
            return await ConnectedWorker.PrepareAsync(await connected, launcher.AppDirectory, ends.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new WorkerFaultException($"The worker did not load its functions within {limits.Start.TotalSeconds} seconds.");
        }
    }

    /// <summary>A stream that breaks is most often a process that ends; that tells more.</summary>
    private async Task<string> WhyAsync(Task<string> ends, ILaunchedWorker launched)
    {
        if (ends != launched.Ended)
            await Task.WhenAny(launched.Ended, Task.Delay(Lingering, time, _stopping.Token));
        return launched.Ended.IsCompletedSuccessfully ? $"The worker ended: {await launched.Ended}" : await ends;
    }

    private async Task WelcomeAsync(ConnectedWorker worker, CancellationToken cancellationToken)
    {
        _state.Loaded(worker);
        await OnConnected(worker, cancellationToken);
        _state.Running(worker);
        FunctionsLoaded(worker.Functions.Count);
    }

    [LoggerMessage(EventName = "WorkerStarted", Level = LogLevel.Information, Message = "Worker started: {Worker}.")]
    private partial void WorkerStarted(string worker);

    [LoggerMessage(EventName = "WorkerFunctionsLoaded", Level = LogLevel.Information,
        Message = "Worker runs with {Count} functions.")]
    private partial void FunctionsLoaded(int count);

    [LoggerMessage(EventName = "WorkerEnded", Level = LogLevel.Error, Message = "{Fault} Another worker starts in {Delay}.")]
    private partial void WorkerEnded(string fault, TimeSpan delay);
}
