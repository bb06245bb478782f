using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>Brings the messages of one queue or subscription to one function: as many loops as may run at once, each with one message or session at a time.</summary>
internal sealed partial class BusListener(ServiceBusFunctionTrigger trigger, MessageRunner runner, BusConcurrency limits, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ServiceBusClient _client = new(trigger.ConnectionString);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _giveUp = new();
    private Task[] _loops = [];
    private int _running;

    public string Source => trigger.Source;

    /// <summary>Whether a function runs at present.</summary>
    public bool IsBusy => Volatile.Read(ref _running) > 0;

    /// <summary>Told after every message.</summary>
    public Action? OnEnded { get; init; }

    public void Start() => _loops = [.. Enumerable.Range(0, trigger.Sessions ? limits.MaxConcurrentSessions : limits.MaxConcurrentCalls)
        .Select(_ => Task.Run(() => LoopAsync(trigger.Sessions ? SessionAsync : MessageAsync)))];

    /// <summary>Takes no more messages and waits for functions that run, until the token fires; then they are cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using var giveUp = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp);
        await Task.WhenAll(_loops).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _stopping.Dispose();
        _giveUp.Dispose();
    }

    private async Task LoopAsync(Func<Task> receiveOnce)
    {
        var pause = TimeSpan.Zero;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await receiveOnce();
                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A listener ends with the host only: whatever failed is logged and tried again, ever more seldom.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                pause = pause * 2 is var next && next < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : next > LongestPause ? LongestPause : next;
                ReceiveFailed(exception, trigger.Source, pause);
                await Task.Delay(pause, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task MessageAsync()
    {
        await using var receiver = _client.CreateReceiver(trigger.Source);
        if (await receiver.ReceiveMessageAsync(null, _stopping.Token) is { } message)
            await RunAsync(receiver, message);
    }

    /// <summary>One session, as long as it has messages.</summary>
    private async Task SessionAsync()
    {
        ServiceBusSessionReceiver receiver;
        try
        {
            receiver = await _client.AcceptNextSessionAsync(trigger.Source, null, _stopping.Token);
        }
        catch (ServiceBusException nothing) when (nothing.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            return;
        }

        await using (receiver)
        {
            while (!_stopping.IsCancellationRequested && await receiver.ReceiveMessageAsync(TimeSpan.Zero, _stopping.Token) is { } message)
            {
                await RunAsync(receiver, message);
                // A session that is busy for long keeps its lock between messages as well.
                await receiver.RenewSessionLockAsync(CancellationToken.None);
            }
        }
    }

    private async Task RunAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await runner.RunAsync(receiver, message, _giveUp.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            OnEnded?.Invoke();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Messages of {Source} can't be received; trying again in {Pause}.")]
    private partial void ReceiveFailed(Exception exception, string source, TimeSpan pause);
}
