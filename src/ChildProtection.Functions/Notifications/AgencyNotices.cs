using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.Notifications;

/// <summary>What agencies have done with the notices that were sent to them.</summary>
public interface IAgencyNotices
{
    /// <summary>Whether an agency has taken a notice that was sent to it.</summary>
    /// <param name="agency">The agency's code.</param>
    /// <param name="messageId">The notice's id.</param>
    /// <param name="cancellationToken">The caller ends.</param>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    Task<bool> IsTakenAsync(string agency, string messageId, CancellationToken cancellationToken);
}

/// <summary>
/// Looks into the agency's subscription without taking anything. A notice is taken when it neither waits there nor became a dead letter.
/// </summary>
internal sealed class AgencyNotices(ServiceBusClient client) : IAgencyNotices
{
    private const int Page = 250;

    /// <summary>An agency with so much waiting takes nothing, wherever the notice stands.</summary>
    private const int Most = 5_000;

    public async Task<bool> IsTakenAsync(string agency, string messageId, CancellationToken cancellationToken)
    {
        try
        {
            // In this order, because a message moves from the first place to the second.
            return !await HoldsAsync(agency, SubQueue.None, messageId, cancellationToken)
                && !await HoldsAsync(agency, SubQueue.DeadLetter, messageId, cancellationToken);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            // Nobody takes what is sent to an agency without a subscription.
            return false;
        }
    }

    private Task<bool> HoldsAsync(string agency, SubQueue place, string messageId, CancellationToken cancellationToken) =>
        BusRetryBoundary.Async(
            async cancel =>
            {
                await using var receiver = client.CreateReceiver(
                    BusNames.CaseNotifications, agency, new ServiceBusReceiverOptions { SubQueue = place });
                var (seen, next) = (0, 0L);
                while (seen < Most)
                {
                    var page = await receiver.PeekMessagesAsync(Page, next, cancel);
                    if (page.Count == 0)
                        return false;
                    if (page.Any(message => IsIt(message, messageId)))
                        return true;
                    (seen, next) = (seen + page.Count, page[^1].SequenceNumber + 1);
                }

                return true;
            },
            cancellationToken);

    /// <summary>A dead letter that is sent again has an id of its own, and the notice's in its text.</summary>
    private static bool IsIt(ServiceBusReceivedMessage message, string messageId) =>
        message.MessageId == messageId
        || (BusNames.IsRedriven(message.MessageId)
            && message.Body.ToString().Contains($"\"{messageId}\"", StringComparison.Ordinal));
}
