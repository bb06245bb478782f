using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The dead letters of one place. Their numbers rise in the order of arrival.</summary>
internal sealed class DeadLetterQueue(ServiceBusClient client, DeadLetterPlace place)
{
    /// <summary>How many are taken at a time to get at one in the middle.</summary>
    private const int Batch = 100;

    /// <summary>What is there comes at once; waiting for more means there is none.</summary>
    private static readonly TimeSpan NoMore = TimeSpan.FromSeconds(1);

    private readonly Lazy<ServiceBusReceiver> _looking = new(() => place.Receiver(client));

    public DeadLetterPlace Place => place;

    /// <summary>Looks at up to <paramref name="count"/> letters after a number, in order, without taking them.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int count, long after, CancellationToken cancellationToken) =>
        BusRetryBoundary.Async<IReadOnlyList<DeadLetter>>(
            async cancel =>
            {
                List<DeadLetter> found = [];
                // The bus may give fewer than asked for although there are more.
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
    /// Takes one letter out when <paramref name="use"/> is done with it. A queue gives what is first: those before are held until it is
    /// found, then given back.
    /// </summary>
    /// <returns>False when the letter is gone, or someone else is at it.</returns>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    public Task<bool> TakeAsync(long number, Func<CancellationToken, Task> use, CancellationToken cancellationToken) =>
        BusRetryBoundary.Async(
            async cancel =>
            {
                // One of its own: a receiver that stays goes on asking, and holds what arrives for nobody.
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
