using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>Every message that could not be used, forwarded or delivered, at all places on the bus.</summary>
public sealed partial class DeadLetters
{
    /// <summary>Batch size for going through all.</summary>
    private const int Page = 100;

    private readonly DeadLetterQueue[] _queues;
    private readonly ServiceBusSender _events;
    private readonly ServiceBusSender _notifications;
    private readonly ILogger<DeadLetters> _logger;

    public DeadLetters(ServiceBusClient client, BusAgencies agencies, ILogger<DeadLetters> logger)
    {
        ArgumentNullException.ThrowIfNull(client);
        _queues = [.. DeadLetterPlace.All(agencies).Select(place => new DeadLetterQueue(client, place))];
        (_events, _notifications) = (client.CreateSender(BusNames.AgencyEvents), client.CreateSender(BusNames.CaseNotifications));
        _logger = logger;
    }

    /// <summary>Peeks at up to <paramref name="count"/> letters after one, place by place.</summary>
    /// <returns>Null when there is no such place to begin at.</returns>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    internal async Task<IReadOnlyList<DeadLetter>?> ListAsync(int count, DeadLetterId? after, CancellationToken cancellationToken)
    {
        var start = after is { } last ? Array.FindIndex(_queues, queue => queue.Place.Key == last.Place) : 0;
        if (start < 0)
            return null;
        List<DeadLetter> found = [];
        for (var index = start; index < _queues.Length && found.Count < count; index++)
            found.AddRange(
                await LookAsync(_queues[index], count - found.Count, index == start ? after?.Number ?? 0 : 0, cancellationToken));
        return found;
    }

    /// <summary>How many there are, counted up to <paramref name="most"/>.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    internal async Task<int> CountAsync(int most, CancellationToken cancellationToken)
    {
        var count = 0;
        DeadLetterId? after = null;
        while (count < most && await ListAsync(Math.Min(Page, most - count), after, cancellationToken) is { Count: > 0 } page)
            (count, after) = (count + page.Count, page[^1].Id);
        return count;
    }

    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    internal async Task<DeadLetter?> FindAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        QueueOf(id) is { } queue && await LookAsync(queue, 1, id.Number - 1, cancellationToken) is [var letter] && letter.Id == id
            ? letter
            : null;

    /// <summary>Sends a letter's replacement and removes the letter. A repetition sends it under the same id.</summary>
    /// <returns>False when the letter is gone, or another operator is handling it.</returns>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    internal Task<bool> RedriveAsync(DeadLetter letter, ServiceBusMessage again, CancellationToken cancellationToken) =>
        QueueOf(letter.Id)!
            .TakeAsync(
                letter.Message.SequenceNumber,
                cancel => (letter.IsNotification ? _notifications : _events).SendMessageAsync(again, cancel),
                cancellationToken);

    /// <summary>Removes a letter for good.</summary>
    /// <returns>False when the letter is gone, or another operator is handling it.</returns>
    /// <exception cref="BusUnavailableException">The bus is away; the letter is still there.</exception>
    internal Task<bool> DiscardAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        QueueOf(letter.Id)!.TakeAsync(letter.Message.SequenceNumber, _ => Task.CompletedTask, cancellationToken);

    /// <summary>Removes for good every letter about one of the subjects.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    internal async Task RemoveAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        DeadLetterId? after = null;
        while (await ListAsync(Page, after, cancellationToken) is { Count: > 0 } letters)
        {
            foreach (var letter in letters.Where(letter => IsAbout(letter, subjects)))
                await DiscardAsync(letter, cancellationToken);
            after = letters[^1].Id;
        }
    }

    /// <summary>By its envelope or its text, because an unreadable letter may be here too.</summary>
    private static bool IsAbout(DeadLetter letter, IReadOnlyCollection<string> subjects) =>
        subjects.Contains(letter.Message.SessionId)
        || subjects.Contains(letter.Message.Subject)
        || (
            letter.Message.Body.ToString() is var text && subjects.Any(subject => text.Contains($"\"{subject}\"", StringComparison.Ordinal))
        );

    private DeadLetterQueue? QueueOf(DeadLetterId id) => Array.Find(_queues, queue => queue.Place.Key == id.Place);

    /// <summary>An agency in the settings without entities must not hide the letters of the others.</summary>
    private async Task<IReadOnlyList<DeadLetter>> LookAsync(
        DeadLetterQueue queue, int count, long after, CancellationToken cancellationToken)
    {
        try
        {
            return await queue.ListAsync(count, after, cancellationToken);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessagingEntityNotFound)
        {
            Missing(queue.Place.Entity);
            return [];
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The bus has no {Entity}, although the setting Agencies names its agency. Deploy the templates with the same agencies.",
        EventName = "AgencyWithoutEntities")]
    private partial void Missing(string entity);
}
