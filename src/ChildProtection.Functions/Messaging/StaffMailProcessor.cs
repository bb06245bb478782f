using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Orchestrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Messaging;

/// <summary>Takes what the authority's own people are told.</summary>
internal sealed class StaffMailProcessor : ProcessorService
{
    private readonly ServiceBusProcessor? _processor;

    public StaffMailProcessor(
        [FromKeyedServices(Bus.Receiving)] ServiceBusClient client, MessagingOptions options, StaffMailHandler handler, DurableClients clients,
        ILogger<StaffMailProcessor> logger)
        : base(Bus.People, clients, logger)
    {
        if (options.ConcurrentMail == 0)
            return;
        _processor = client.CreateProcessor(Bus.CaseNotifications, Bus.People, new ServiceBusProcessorOptions
        {
            MaxConcurrentCalls = options.ConcurrentMail,
            MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(options.LockRenewalMinutes),
            PrefetchCount = options.Prefetch,
        });
        _processor.ProcessMessageAsync += delivery => handler.HandleAsync(delivery.Message, delivery.CancellationToken);
        _processor.ProcessErrorAsync += NoteErrorAsync;
    }

    protected override Task StartProcessingAsync(CancellationToken cancellationToken) => _processor?.StartProcessingAsync(cancellationToken) ?? Task.CompletedTask;

    protected override Task StopProcessingAsync() => _processor?.CloseAsync(CancellationToken.None) ?? Task.CompletedTask;
}
