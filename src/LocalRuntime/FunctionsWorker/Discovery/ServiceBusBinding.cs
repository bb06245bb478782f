using System.Reflection;
using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.FunctionsWorker.Bus;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>Parameters of a function that messages start.</summary>
internal static class ServiceBusBinding
{
    private const string DefaultConnection = "AzureWebJobsServiceBus";

    private static readonly Dictionary<Type, Func<ServiceBusReceivedMessage, object>> Bodies = new()
    {
        [typeof(ServiceBusReceivedMessage)] = message => message,
        [typeof(string)] = message => message.Body.ToString(),
        [typeof(byte[])] = message => message.Body.ToArray(),
        [typeof(BinaryData)] = message => message.Body,
    };

    public static FunctionBinding Bind(MethodInfo method, ParameterInfo trigger, ServiceBusTriggerAttribute attribute, SettingExpander settings)
    {
        if (!Bodies.TryGetValue(trigger.ParameterType, out var convert))
        {
            throw new FunctionFaultException(
                $"the parameter '{trigger.Name}' has [ServiceBusTrigger], so its type must be ServiceBusReceivedMessage, string, byte[] or BinaryData.");
        }

        var binders = method.GetParameters().Select(parameter => parameter == trigger
            ? context => convert(((ServiceBusInvocation)context.TriggerValue!).Message)
            : CommonParameters.TryBind(parameter) ?? Actions(parameter));
        return new FunctionBinding(
            new ServiceBusFunctionTrigger(
                trigger.Name!, Source(attribute, settings), Connection(attribute, settings), attribute.IsSessionsEnabled, attribute.AutoCompleteMessages),
            [.. binders]);
    }

    private static ParameterBinder Actions(ParameterInfo parameter) => parameter.ParameterType == typeof(ServiceBusMessageActions)
        ? context => ((ServiceBusInvocation)context.TriggerValue!).Actions
        : throw new FunctionFaultException(
            $"the parameter '{parameter.Name}' can't be bound in a function that messages start; take the ServiceBusReceivedMessage, or take it in the constructor.");

    private static string Source(ServiceBusTriggerAttribute attribute, SettingExpander settings) => attribute.QueueName is { } queue
        ? settings.Expand(queue)
        : $"{settings.Expand(attribute.TopicName!)}/subscriptions/{settings.Expand(attribute.SubscriptionName!)}";

    private static string Connection(ServiceBusTriggerAttribute attribute, SettingExpander settings)
    {
        var name = attribute.Connection ?? DefaultConnection;
        return settings.Find(name) is { Length: > 0 } text
            ? text
            : throw new FunctionFaultException($"its Connection names the setting '{name}', which has no value; the local bus's own connection string is in the setting 'ServiceBus'.");
    }
}
