using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// Sends the mails that were not sent at once: their service was away, or a process ended. It runs in every instance, as a schedule of its
/// own would cost one, and on real time, also where cases follow a simulated clock.
/// </summary>
internal sealed partial class MailSweep(MailOutbox outbox, MailOptions options, ILogger<MailSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Service == MailService.None)
            return;
        using var pause = new PeriodicTimer(Pause, TimeProvider.System);
        while (await pause.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await outbox.SweepAsync(stoppingToken);
            }
            catch (StorageUnavailableException exception)
            {
                Waits(exception.Message);
            }
#pragma warning disable CA1031 // The next round may succeed; an exception from here would end the app.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Failed(exception);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The sweep of mail waits for the record store: {Reason}", EventName = "MailSweepWaitsForStore")]
    private partial void Waits(string reason);

    [LoggerMessage(2, LogLevel.Error, "The sweep of mail failed; its next round continues.", EventName = "MailSweepFailed")]
    private partial void Failed(Exception exception);
}
