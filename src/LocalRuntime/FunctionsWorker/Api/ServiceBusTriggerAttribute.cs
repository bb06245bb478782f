using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function for every message of a queue or subscription; goes on a parameter of type <c>ServiceBusReceivedMessage</c>, <c>string</c>, <c>byte[]</c> or <c>BinaryData</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Messages of a queue.</summary>
    /// <param name="queueName">The queue; may hold <c>%Setting%</c>.</param>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Messages of a topic's subscription.</summary>
    /// <param name="topicName">The topic; may hold <c>%Setting%</c>.</param>
    /// <param name="subscriptionName">The subscription; may hold <c>%Setting%</c>.</param>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName) => (TopicName, SubscriptionName) = (topicName, subscriptionName);

    /// <summary>The queue; null when a subscription is meant.</summary>
    public string? QueueName { get; }

    /// <summary>The topic; null when a queue is meant.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription; null when a queue is meant.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Name of the setting that holds the connection string; <c>AzureWebJobsServiceBus</c> when absent.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue has sessions: messages of one session come one after the other, in order.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>The host completes the message when the function has succeeded, and gives it back when it threw. Default true; else the function settles with <see cref="ServiceBusMessageActions"/>.</summary>
    public bool AutoCompleteMessages { get; set; } = true;
}
