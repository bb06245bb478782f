using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>A notice that an agency must take.</summary>
/// <param name="Agency">The agency's code.</param>
/// <param name="Id">The message's id; null where the case is restricted and people on its list were told instead.</param>
internal sealed record SentNotice(string Agency, string? Id);

/// <summary>
/// Which notices of a decision went to agencies: the outbox goes once they are sent, and the case asks later whether they were taken.
/// </summary>
internal static class SentNotices
{
    private const string Property = "Notices";

    /// <summary>The row to keep; null where the case will not ask.</summary>
    /// <param name="outbox">The decision's outbox row.</param>
    /// <param name="told">Its notices.</param>
    /// <param name="sent">What was sent of them.</param>
    public static TableEntity? Row(TableEntity outbox, IReadOnlyList<StoredNotification> told, IReadOnlyList<StoredNotification> sent)
    {
        SentNotice[] asked = [.. told.Where(one => one.MustBeTaken).Select(one => new SentNotice(one.Agency!, IdIn(sent, one)))];
        if (asked.Length == 0)
            return null;
        var row = TableRows.New(outbox.PartitionKey, CaseKeys.SentPrefix + outbox.RowKey[CaseKeys.OutboxPrefix.Length..]);
        LongText.Write(row, Property, JsonSerializer.Serialize(asked, DomainJson.Record));
        return row;
    }

    public static IReadOnlyList<SentNotice> Read(TableEntity row) =>
        JsonSerializer.Deserialize<IReadOnlyList<SentNotice>>(LongText.Read(row, Property) ?? "[]", DomainJson.Record) ?? [];

    private static string? IdIn(IReadOnlyList<StoredNotification> sent, StoredNotification told) =>
        sent.FirstOrDefault(one => one.Agency == told.Agency && one.Kind == told.Kind)?.Id;
}
