using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Tells people what happened to a case without a decision. The message is stored before it is sent; while the bus is away the sweep sends
/// it later.
/// </summary>
public sealed partial class CaseMessages(CaseTables tables, CasePublisher publisher, ILogger<CaseMessages> logger)
{
    /// <summary>The message's row, to be stored in the case's partition.</summary>
    /// <param name="name">Its name within the case; the same name is sent once.</param>
    /// <param name="message">Who is told what.</param>
    internal static TableEntity Row(string name, StoredNotification message)
    {
        var row = Outbox.OfMessages(message.CaseId, name);
        NotificationOutbox.Write(row, [message]);
        return row;
    }

    internal static StoredNotification Message<T>(
        NotificationKind kind, string caseId, string name, DateTimeOffset at, Recipient to, T data) where T : NotificationData => new()
        {
            Id = $"{caseId}:{name}",
            CaseId = caseId,
            At = at,
            Kind = kind.Name,
            Role = to.Role,
            Team = to.Team,
            Account = to.Account,
            Data = JsonSerializer.SerializeToNode(data, DomainJson.Record)!.AsObject(),
        };

    /// <summary>Comes before the row is stored, so that the sweep finds it.</summary>
    internal Task AnnounceAsync(TableEntity row) => tables.Pending.PutAsync(Outbox.Pending(row), CancellationToken.None);

    /// <summary>Stores and sends the message.</summary>
    /// <exception cref="StorageUnavailableException">It is not stored.</exception>
    internal async Task TellAsync(TableEntity row)
    {
        await AnnounceAsync(row);
        await tables.Cases.TryAddAsync(row, CancellationToken.None);
        await SendAsync(row);
    }

    /// <summary>Sends a message that is stored.</summary>
    internal async Task SendAsync(TableEntity row)
    {
        try
        {
            await publisher.PublishAsync(row, CancellationToken.None);
        }
        catch (BusUnavailableException exception)
        {
            LeftToSweep(row.PartitionKey, row.RowKey, exception.Message);
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning, "Case {CaseId}: message {Message} not sent; the sweep sends it later: {Reason}",
        EventName = "MessageLeftToSweep")]
    private partial void LeftToSweep(string caseId, string message, string reason);
}
