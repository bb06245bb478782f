using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The dead letters of one place. Their numbers rise in the order of arrival.</summary>
internal sealed class DeadLetterQueue(ServiceBusClient client, DeadLetterPlace place)
{
    /// <summary>How many are received at a time to reach one in the middle.</summary>
    private const int Batch = 100;

    /// <summary>Existing messages arrive at once, so a longer wait means there is none.</summary>
    private static readonly TimeSpan NoMore = TimeSpan.FromSeconds(1);

    private readonly Lazy<ServiceBusReceiver> _looking = new(() => place.Receiver(client));

    public DeadLetterPlace Place => place;

    /// <summary>Peeks at up to <paramref name="count"/> letters after a number, in order.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int count, long after, CancellationToken cancellationToken) =>
        BusRetryBoundary.Async<IReadOnlyList<DeadLetter>>(
            async cancel =>
            {
                List<DeadLetter> found = [];
                // The bus may return fewer than requested although there are more.
                while (found.Count < count
                    && await _looking.Value.PeekMessagesAsync(count - found.Count, after + 1, cancel) is { Count: > 0 } more)
                {
                    found.AddRange(more.Select(message => new DeadLetter(place, message)));
                    after = more[^1].SequenceNumber;
                }

                return found;
            },
            cancellationToken);

    /// <summary>
    /// Removes one letter after <paramref name="use"/>. A queue gives its first message first, so earlier letters stay held until it is
    /// found, and then returned.
    /// </summary>
    /// <returns>False when the letter is gone, or another operator is handling it.</returns>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    public Task<bool> TakeAsync(long number, Func<CancellationToken, Task> use, CancellationToken cancellationToken) =>
        BusRetryBoundary.Async(
            async cancel =>
            {
                // A new receiver each time: one that stays would keep receiving messages that nobody uses.
                await using var letters = place.Receiver(client);
                List<ServiceBusReceivedMessage> held = [];
                try
                {
                    while (await letters.ReceiveMessagesAsync(Batch, NoMore, cancel) is { Count: > 0 } taken)
                    {
                        held.AddRange(taken);
                        if (taken.FirstOrDefault(letter => letter.SequenceNumber == number) is not { } found)
                            continue;
                        await use(cancel);
                        await letters.CompleteMessageAsync(found, cancel);
                        held.Remove(found);
                        return true;
                    }

                    return false;
                }
                finally
                {
                    foreach (var letter in held)
                        await letters.AbandonMessageAsync(letter, null, CancellationToken.None);
                }
            },
            cancellationToken);
}
