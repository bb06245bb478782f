using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>Keeps one worker running: starts it, and starts it again when it ends, hangs or can't start. Safe for use from any thread.</summary>
/// <param name="launcher">Starts a worker.</param>
/// <param name="reception">Where it announces itself.</param>
/// <param name="endpoint">Where the reception listens.</param>
/// <param name="limits">How long to wait for it.</param>
/// <param name="time">Real time.</param>
/// <param name="logger">Told of every start and end.</param>
internal sealed partial class WorkerSupervisor(
    IWorkerLauncher launcher, WorkerReception reception, Uri endpoint, WorkerLimits limits, TimeProvider time, ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    // From the end of a process's stream to the end of the process.
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RestartDelay _delay = new();
    private TaskCompletionSource<ConnectedWorker> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerStatus _status = new() { Phase = WorkerPhase.Starting, Since = time.GetUtcNow() };
    private ConnectedWorker? _current;
    private ILaunchedWorker? _launched;

    /// <summary>Awaited when a worker has loaded its functions, before others hear of it. A <see cref="WorkerFaultException"/> gives that worker up.</summary>
    public Func<ConnectedWorker, CancellationToken, Task> OnConnected { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Raised, on any thread, after the worker's phase has changed.</summary>
    public event Action<WorkerPhase>? PhaseChanged;

    public WorkerStatus Status
    {
        get
        {
            lock (_gate)
                return _status;
        }
    }

    /// <summary>The worker that callers from outside may call: all that its functions need is there as well. Null when there is none.</summary>
    public ConnectedWorker? Serving
    {
        get
        {
            lock (_gate)
                return _status.Phase == WorkerPhase.Starting ? null : _current;
        }
    }

    /// <summary>The worker that has loaded its functions; null when none has.</summary>
    public ConnectedWorker? Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    /// <summary>Ends with the host, or fails by a fault in this class itself.</summary>
    public Task Life { get; private set; } = Task.CompletedTask;

    public void Start() => Life = Task.Run(LiveAsync);

    /// <summary>Waits for a worker that has loaded its functions.</summary>
    public Task<ConnectedWorker> ReadyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _ready.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the worker at once; another one is started. The fault point's and the function time-out's way.</summary>
    public void KillWorker()
    {
        lock (_gate)
            _launched?.Kill();
    }

    /// <summary>Lets calls under way come to their end until the token is cancelled, then ends the worker.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        ILaunchedWorker? launched;
        ConnectedWorker? current;
        lock (_gate)
            (launched, current) = (_launched, _current);
        if (launched is not null && current is not null)
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
        // What is said from here on is no fault of the worker's.
        Become(status => status with { Phase = WorkerPhase.Stopped, Since = time.GetUtcNow() });
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
            Become(status => status with
            {
                Phase = WorkerPhase.Waiting, Since = time.GetUtcNow(), ProcessId = null, LastFault = fault, NextStart = time.GetUtcNow() + delay,
            });
            await Task.Delay(delay, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Become(status => status with { Phase = WorkerPhase.Stopped, Since = time.GetUtcNow(), ProcessId = null, NextStart = null });
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
            Become(status => status with { Phase = WorkerPhase.Starting, Since = time.GetUtcNow(), NextStart = null, Starts = status.Starts + 1 });
            launched = await launcher.StartAsync(Launch(workerId), _stopping.Token);
            Own(launched);
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
            Leave();
            if (launched is not null)
                await launched.DisposeAsync();
        }
    }

    private WorkerLaunch Launch(string workerId) => new()
    {
        HostEndpoint = endpoint, WorkerId = workerId, RequestId = Guid.NewGuid().ToString("N"), MaxMessageBytes = int.MaxValue,
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
            var prepared = ConnectedWorker.PrepareAsync(await connected, launcher.AppDirectory, ends.Token);
            return await prepared;
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

    private void Own(ILaunchedWorker launched)
    {
        lock (_gate)
        {
            _launched = launched;
            _status = _status with { ProcessId = launched.ProcessId };
        }
    }

    private async Task WelcomeAsync(ConnectedWorker worker, CancellationToken cancellationToken)
    {
        lock (_gate)
            _current = worker;
        await OnConnected(worker, cancellationToken);
        lock (_gate)
            _ready.TrySetResult(worker);
        Become(status => status with { Phase = WorkerPhase.Running, Since = time.GetUtcNow(), Functions = worker.Functions.Count });
        FunctionsLoaded(worker.Functions.Count);
    }

    private void Leave()
    {
        lock (_gate)
        {
            _current?.Channel.Cut();
            (_current, _launched) = (null, null);
            if (_ready.Task.IsCompleted)
                _ready = new TaskCompletionSource<ConnectedWorker>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Become(Func<WorkerStatus, WorkerStatus> change)
    {
        WorkerPhase phase;
        lock (_gate)
        {
            _status = change(_status);
            phase = _status.Phase;
        }

        PhaseChanged?.Invoke(phase);
    }

    [LoggerMessage(EventName = "WorkerStarted", Level = LogLevel.Information, Message = "The worker was started: {Worker}.")]
    private partial void WorkerStarted(string worker);

    [LoggerMessage(EventName = "WorkerFunctionsLoaded", Level = LogLevel.Information, Message = "The worker runs and offers {Count} functions.")]
    private partial void FunctionsLoaded(int count);

    [LoggerMessage(EventName = "WorkerEnded", Level = LogLevel.Error, Message = "{Fault} Another worker is started in {Delay}.")]
    private partial void WorkerEnded(string fault, TimeSpan delay);
}
