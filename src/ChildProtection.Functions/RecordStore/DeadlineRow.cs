using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>A deadline, open or ended. The row stays when the deadline has left the state.</summary>
internal static class DeadlineRow
{
    public static TableEntity New(string caseId, Deadline deadline)
    {
        var row = TableRows.New(caseId, CaseKeys.Deadline(deadline.Id));
        LongText.Write(row, "Deadline", JsonSerializer.Serialize(deadline, DomainJson.Record));
        return row;
    }

    public static Deadline Read(TableEntity row) =>
        JsonSerializer.Deserialize<Deadline>(LongText.Read(row, "Deadline") ?? "", DomainJson.Record)
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} holds no deadline; it was altered outside the app.");
}
