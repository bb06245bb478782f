using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Messaging;

/// <summary>The agencies' messages that could not be used. A dead letter's id is its number in the queue.</summary>
public sealed class DeadLetterQueue(ServiceBusClient client)
{
    /// <summary>How many are taken at a time to get at one in the middle.</summary>
    private const int Batch = 100;

    /// <summary>What is there comes at once; waiting for more means there is none.</summary>
    private static readonly TimeSpan NoMore = TimeSpan.FromSeconds(1);

    private readonly ServiceBusReceiver _letters = client.CreateReceiver(Bus.AgencyEvents, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
    private readonly ServiceBusSender _events = client.CreateSender(Bus.AgencyEvents);

    /// <summary>Looks at up to <paramref name="count"/> letters after a number, in order, without taking them.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    internal Task<IReadOnlyList<ServiceBusReceivedMessage>> ListAsync(int count, long after, CancellationToken cancellationToken) => BusCall.Async<IReadOnlyList<ServiceBusReceivedMessage>>(
        async cancel =>
        {
            List<ServiceBusReceivedMessage> found = [];
            // The bus may give fewer than asked for although there are more.
            while (found.Count < count && await _letters.PeekMessagesAsync(count - found.Count, after + 1, cancel) is { Count: > 0 } more)
            {
                found.AddRange(more);
                after = more[^1].SequenceNumber;
            }

            return found;
        },
        cancellationToken);

    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    internal async Task<ServiceBusReceivedMessage?> FindAsync(long number, CancellationToken cancellationToken) =>
        await ListAsync(1, number - 1, cancellationToken) is [var letter] && letter.SequenceNumber == number ? letter : null;

    /// <summary>Sends a letter's event again, as it was or corrected, and takes the letter out. Done twice it is sent under one id.</summary>
    /// <returns>False when the letter is gone, or someone else is at it.</returns>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    internal Task<bool> RedriveAsync(long number, BinaryData? corrected, string? subject, string by, CancellationToken cancellationToken) =>
        TakeAsync(number, (letter, cancel) => _events.SendMessageAsync(Again(letter, corrected, subject, by), cancel), cancellationToken);

    /// <summary>Takes a letter out for good.</summary>
    /// <returns>False when the letter is gone, or someone else is at it.</returns>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    internal Task<bool> DiscardAsync(long number, CancellationToken cancellationToken) => TakeAsync(number, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>A queue gives what is first: those before the letter are held until it is found, then given back.</summary>
    private Task<bool> TakeAsync(long number, Func<ServiceBusReceivedMessage, CancellationToken, Task> use, CancellationToken cancellationToken) => BusCall.Async(
        async cancel =>
        {
            List<ServiceBusReceivedMessage> held = [];
            try
            {
                while (await _letters.ReceiveMessagesAsync(Batch, NoMore, cancel) is { Count: > 0 } taken)
                {
                    held.AddRange(taken);
                    if (taken.FirstOrDefault(letter => letter.SequenceNumber == number) is not { } found)
                        continue;
                    await use(found, cancel);
                    await _letters.CompleteMessageAsync(found, cancel);
                    held.Remove(found);
                    return true;
                }

                return false;
            }
            finally
            {
                foreach (var letter in held)
                    await _letters.AbandonMessageAsync(letter, null, CancellationToken.None);
            }
        },
        cancellationToken);

    private static ServiceBusMessage Again(ServiceBusReceivedMessage letter, BinaryData? corrected, string? subject, string by)
    {
        var message = new ServiceBusMessage(corrected ?? letter.Body)
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"redrive-{letter.SequenceNumber}"),
            SessionId = subject ?? letter.SessionId,
            ContentType = letter.ContentType,
        };
        // The sender stays the one that the broker stamped; nobody can put another one in its place.
        if (letter.ApplicationProperties.TryGetValue(Bus.AgencyProperty, out var agency))
            message.ApplicationProperties[Bus.AgencyProperty] = agency;
        message.ApplicationProperties[Bus.RedrivenByProperty] = by;
        return message;
    }
}
