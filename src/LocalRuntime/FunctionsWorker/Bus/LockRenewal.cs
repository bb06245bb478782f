using Azure.Messaging.ServiceBus;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>Renews a message's lock, or its session's, while its function runs. On real time, as locks are.</summary>
internal sealed class LockRenewal(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, TimeSpan longest)
{
    // Early enough for a second attempt before the lock runs out.
    private const int Share = 3;

    public async Task RunAsync(CancellationToken ended)
    {
        var clock = TimeProvider.System;
        var until = clock.GetUtcNow() + longest;
        try
        {
            for (; ; )
            {
                var pause = (LockedUntil - clock.GetUtcNow()) / Share;
                if (pause <= TimeSpan.Zero || clock.GetUtcNow() + pause >= until)
                    return;
                await Task.Delay(pause, clock, ended);
                await RenewAsync(ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The function has ended: nothing to hold any more.
        }
        catch (ServiceBusException)
        {
            // Lost or not stored: the settlement that follows meets the same and reports it.
        }
    }

    private DateTimeOffset LockedUntil => receiver is ServiceBusSessionReceiver session ? session.SessionLockedUntil : message.LockedUntil;

    private Task RenewAsync(CancellationToken ended) => receiver is ServiceBusSessionReceiver session
        ? session.RenewSessionLockAsync(ended)
        : receiver.RenewMessageLockAsync(message, ended);
}
