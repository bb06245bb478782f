using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Receives the notifications to staff.</summary>
internal sealed class StaffMailProcessor : ProcessorService
{
    private readonly ServiceBusProcessor? _processor;

    public StaffMailProcessor(
        [FromKeyedServices(BusConnection.Receiving)] ServiceBusClient client,
        MessagingOptions options,
        StaffMailHandler handler,
        DurableClients clients,
        BusActivity activity,
        ILogger<StaffMailProcessor> logger)
        : base(BusNames.People, clients, activity, logger)
    {
        if (options.ConcurrentMail == 0)
            return;
        _processor = client.CreateProcessor(BusNames.CaseNotifications, BusNames.People, new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = false,
            MaxConcurrentCalls = options.ConcurrentMail,
            MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(options.LockRenewalMinutes),
            PrefetchCount = options.Prefetch,
        });
        _processor.ProcessMessageAsync += delivery =>
        {
            NoteDelivery();
            return handler.HandleAsync(delivery.Message, new MessageSettlement(delivery), delivery.CancellationToken);
        };
        _processor.ProcessErrorAsync += NoteErrorAsync;
    }

    protected override Task StartProcessingAsync(CancellationToken cancellationToken) =>
        _processor?.StartProcessingAsync(cancellationToken) ?? Task.CompletedTask;

    protected override Task StopProcessingAsync() => _processor?.CloseAsync(CancellationToken.None) ?? Task.CompletedTask;
}
