namespace LocalHost.Worker;

/// <summary>Polls a worker for a sign of life.</summary>
internal sealed class WorkerWatch(WorkerChannel channel, WorkerLimits limits, TimeProvider time)
{
    /// <summary>Complete with the fault once the worker has given no sign for too long; never when it is cancelled.</summary>
    public async Task<string> HangsAsync(CancellationToken cancellationToken)
    {
        if (limits.Hang == Timeout.InfiniteTimeSpan)
            return await Never(cancellationToken);
        using var timer = new PeriodicTimer(limits.AskEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await channel.AskAsync(RpcMessages.AskForStatus(), cancellationToken).WaitAsync(limits.Hang, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return $"The worker hangs: it gave no sign of life for {limits.Hang.TotalSeconds} seconds.";
            }
            catch (Exception exception) when (exception is WorkerProcessExitException or NoWorkerException)
            {
                // The supervisor notices its end, with the reason.
                return await Never(cancellationToken);
            }
        }

        return await Never(cancellationToken);
    }

    private static async Task<string> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return "";
    }
}
