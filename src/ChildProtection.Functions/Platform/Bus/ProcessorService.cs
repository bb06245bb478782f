using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Durable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>
/// Starts a message processor once a client of the durable engine is known, and stops it within the time that a host leaves.
/// </summary>
internal abstract partial class ProcessorService(string entity, DurableClients clients, BusActivity activity, ILogger logger)
    : IHostedLifecycleService,
        IDisposable
{
    /// <summary>A host ends a worker five seconds after the signal to stop.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stopping = new();
    private Task _started = Task.CompletedTask;
    private Task _stopped = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = StartWhenKnownAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to stop at once, in parallel with the rest of the app.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopped = EndAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopped;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task StartProcessingAsync(CancellationToken cancellationToken);

    /// <summary>Accepts nothing new, signals the handlers, waits for them and closes the receivers.</summary>
    protected abstract Task StopProcessingAsync();

    protected Task NoteErrorAsync(ProcessErrorEventArgs error)
    {
        if (error.ErrorSource == ServiceBusErrorSource.ProcessMessageCallback)
            LogNotHandled(error.Exception, entity);
        // Reports an absent bus once a minute, not at each attempt.
        else if (activity.Failed(entity))
            LogError(error.Exception, entity, error.ErrorSource.ToString());
        return Task.CompletedTask;
    }

    protected void NoteDelivery() => activity.Delivered(entity);

    private async Task StartWhenKnownAsync(CancellationToken stopping)
    {
        try
        {
            await clients.WaitForFirstAsync(stopping);
            await StartProcessingAsync(stopping);
            activity.Started(entity);
            LogStarted(entity);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The app stops before anything was started.
        }
    }

    private async Task EndAsync()
    {
        activity.Stopped(entity);
        await _stopping.CancelAsync();
        try
        {
            await _started;
            await StopProcessingAsync().WaitAsync(LongestStop, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            LogNotStopped(entity, LongestStop.TotalSeconds);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Receiving messages of {Entity}.", EventName = "ProcessorStarted")]
    private partial void LogStarted(string entity);

    [LoggerMessage(
        2, LogLevel.Warning, "Processor of {Entity} did not stop within {Seconds} s; its messages return when their locks expire.",
        EventName = "ProcessorNotStopped")]
    private partial void LogNotStopped(string entity, double seconds);

    [LoggerMessage(
        3, LogLevel.Warning, "Messages of {Entity} cannot be received ({Source}); the processor retries.", EventName = "ProcessorFailed")]
    private partial void LogError(Exception exception, string entity, string source);

    [LoggerMessage(4, LogLevel.Error, "A message of {Entity} failed; returned to the queue.", EventName = "MessageNotHandled")]
    private partial void LogNotHandled(Exception exception, string entity);
}
