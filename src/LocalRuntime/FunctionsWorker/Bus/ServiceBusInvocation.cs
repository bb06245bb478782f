using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

internal sealed record ServiceBusInvocation(ServiceBusReceivedMessage Message, ServiceBusMessageActions Actions);
