using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Agencies;

/// <summary>Receives the agencies' messages, those about one child in order.</summary>
internal sealed class AgencyEventProcessor : ProcessorService
{
    private readonly ServiceBusSessionProcessor _processor;

    public AgencyEventProcessor(
        [FromKeyedServices(BusConnection.Receiving)] ServiceBusClient client,
        MessagingOptions options,
        AgencyMessageHandler handler,
        DurableClients clients,
        BusActivity activity,
        ILogger<AgencyEventProcessor> logger)
        : base(BusNames.AgencyEvents, clients, activity, logger)
    {
        _processor = client.CreateSessionProcessor(BusNames.AgencyEvents, new ServiceBusSessionProcessorOptions
        {
            AutoCompleteMessages = false,
            MaxConcurrentSessions = options.ConcurrentSessions,
            MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(options.LockRenewalMinutes),
            SessionIdleTimeout = TimeSpan.FromSeconds(options.SessionIdleSeconds),
            PrefetchCount = options.Prefetch,
        });
        _processor.ProcessMessageAsync += delivery =>
        {
            NoteDelivery();
            return handler.HandleAsync(delivery.Message, new SessionSettlement(delivery), () => clients.Newest, delivery.CancellationToken);
        };
        _processor.ProcessErrorAsync += NoteErrorAsync;
    }

    protected override Task StartProcessingAsync(CancellationToken cancellationToken) => _processor.StartProcessingAsync(cancellationToken);

    protected override Task StopProcessingAsync() => _processor.CloseAsync(CancellationToken.None);
}
