using System.Text.Json;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Timers;

/// <summary>
/// Calls a timer function once, and a second time if the worker ends meanwhile: a lost process is no reason to wait a month.
/// </summary>
internal sealed partial class TimerRun(IFunctionInvoker invoker, ILogger logger)
{
    /// <param name="function">The function.</param>
    /// <param name="isPastDue">Whether its time has passed.</param>
    /// <param name="status">What is remembered; null where nothing is.</param>
    /// <param name="cancellationToken">Cancels the function.</param>
    public async Task RunAsync(WorkerFunction function, bool isPastDue, ScheduleRecord? status, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                await CallAsync(function, isPastDue, status, cancellationToken);
            }
            catch (WorkerProcessExitException exception)
            {
                Interrupted(function.Name, exception.Message);
                await CallAsync(function, isPastDue: true, status, cancellationToken);
            }
        }
        catch (FunctionFailedException failure)
        {
            Failed(function.Name, failure.Type);
        }
        catch (WorkerProcessExitException exception)
        {
            Failed(function.Name, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Cancelled(function.Name);
        }
    }

    private async Task CallAsync(WorkerFunction function, bool isPastDue, ScheduleRecord? status, CancellationToken cancellationToken)
    {
        var input = RpcValue.Json(Info(isPastDue, status));
        while (true)
        {
            await invoker.FunctionsAsync(cancellationToken);
            try
            {
                await invoker.InvokeAsync(
                    new FunctionCall { Function = function, InvocationId = Guid.NewGuid().ToString(), Input = input }, cancellationToken);
                return;
            }
            catch (NoWorkerException)
            {
                // The run ended between the two calls; wait for the next one.
            }
        }
    }

    private static string Info(bool isPastDue, ScheduleRecord? status) => JsonSerializer.Serialize(new
    {
        Schedule = new { AdjustForDST = true },
        ScheduleStatus = status is null ? null : new { status.Last, status.LastUpdated, status.Next },
        IsPastDue = isPastDue,
    });

    [LoggerMessage(EventName = "TimerFunctionFailed", Level = LogLevel.Error,
        Message = "The timer function {Function} failed; its next occurrence runs as scheduled. {Reason}")]
    private partial void Failed(string function, string reason);

    [LoggerMessage(EventName = "TimerFunctionInterrupted", Level = LogLevel.Warning,
        Message = "The worker ended while the timer function {Function} ran; it runs again, as past due, once a worker is there. {Reason}")]
    private partial void Interrupted(string function, string reason);

    [LoggerMessage(EventName = "TimerFunctionCancelled", Level = LogLevel.Warning,
        Message = "The host stops; the timer function {Function} was cancelled.")]
    private partial void Cancelled(string function);
}
