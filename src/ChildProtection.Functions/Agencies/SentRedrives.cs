using System.Security.Cryptography;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Agencies;

/// <summary>A message that staff sent again.</summary>
internal sealed record SentRedrive
{
    /// <summary>The message's id on the bus.</summary>
    public required string MessageId { get; init; }

    /// <summary>The agency that it is from or for.</summary>
    public required string? Agency { get; init; }

    /// <summary>The case that it is about; null where it names none.</summary>
    public required string? CaseId { get; init; }

    /// <summary>SHA-256 of the body that was sent.</summary>
    public required string BodyHash { get; init; }

    /// <summary>This time, after the earlier ones.</summary>
    public required IReadOnlyList<Redriven> Steps { get; init; }
}

/// <summary>
/// What staff sent again, by message id. An agency can write any property into a message, so that only what stands here is believed.
/// </summary>
public sealed class SentRedrives(CaseTables tables)
{
    private const string Partition = "sent";

    internal static string HashOf(BinaryData body) => Convert.ToHexStringLower(SHA256.HashData(body.ToMemory().Span));

    internal Task PutAsync(SentRedrive sent, CancellationToken cancellationToken)
    {
        var row = TableRows.New(Partition, sent.MessageId);
        row["Agency"] = sent.Agency;
        row["CaseId"] = sent.CaseId;
        row["BodyHash"] = sent.BodyHash;
        LongText.Write(row, "Steps", JsonSerializer.Serialize(sent.Steps, DomainJson.Record));
        return tables.Redrives.PutAsync(row, cancellationToken);
    }

    /// <summary>How staff sent the message again; null when it is as its agency sent it.</summary>
    /// <exception cref="UnusableMessageException">It says that staff sent it again, and they did not, or not like this.</exception>
    internal async Task<IReadOnlyList<Redriven>?> StepsAsync(
        ServiceBusReceivedMessage message, string? agency, CancellationToken cancellationToken)
    {
        if (!BusNames.IsRedriven(message.MessageId))
            return null;
        var row = TableKeys.Safe(message.MessageId) == message.MessageId
            ? await tables.Redrives.FindAsync(Partition, message.MessageId, cancellationToken)
            : null;
        return row is not null && row.GetString("Agency") == agency && row.Need("BodyHash") == HashOf(message.Body)
            ? JsonSerializer.Deserialize<IReadOnlyList<Redriven>>(LongText.Read(row, "Steps") ?? "", DomainJson.Record)
            : throw new UnusableMessageException(
                DeadLetterReasons.NotPermitted,
                $"The message's id begins with {BusNames.RedrivenPrefix}, and no member of staff sent it. Discard it, "
                + "and ask the agency for another id.");
    }

    /// <summary>Forgets what was sent about a case whose record is destroyed.</summary>
    internal async Task RemoveAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        await foreach (var row in tables.Redrives.RowsAsync(Partition, BusNames.RedrivenPrefix, cancellationToken))
        {
            if (subjects.Contains(row.GetString("CaseId")))
                await tables.Redrives.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        }
    }
}
