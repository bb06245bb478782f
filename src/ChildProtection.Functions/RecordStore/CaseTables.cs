using Azure.Data.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>The tables of the record store. The app creates them at its start.</summary>
/// <param name="service">The account of the record.</param>
/// <param name="accessLog">
/// The access log's own account, with its table: the app has a right to its rows alone. Null where the record's account has it.
/// </param>
public sealed class CaseTables(TableServiceClient service, TableServiceClient? accessLog = null)
{
    /// <summary>Partition = case: snapshot, chronology, deadlines, plan versions, inbox, outbox.</summary>
    public TableClient Cases { get; } = service.GetTableClient("Cases");

    /// <summary>Partition = minute: unfinished events and decisions. Written first, deleted last.</summary>
    public TableClient Pending { get; } = service.GetTableClient("Pending");

    /// <summary>Partition = team: open deadlines in the order of their dates.</summary>
    public TableClient Worklist { get; } = service.GetTableClient("Worklist");

    /// <summary>Partition = deciding team: open and decided approvals.</summary>
    public TableClient Approvals { get; } = service.GetTableClient("Approvals");

    /// <summary>Partition = month and measure: one row per deadline that ended.</summary>
    public TableClient Timeliness { get; } = service.GetTableClient("Timeliness");

    /// <summary>From child, team, worker, family, reference and name to cases; and the open cases.</summary>
    public TableClient Index { get; } = service.GetTableClient("Index");

    /// <summary>Partition = case and month, and subject and month: who read or changed what.</summary>
    public TableClient Access { get; } = (accessLog ?? service).GetTableClient("Access");

    /// <summary>Records due for disposal, and the tombstones of those disposed of.</summary>
    public TableClient Disposals { get; } = service.GetTableClient("Disposals");

    /// <summary>Partition = recipient: notices that wait for a mail, and the mails that tell them. Beside them who has some.</summary>
    public TableClient Mail { get; } = service.GetTableClient("Mail");

    /// <summary>What the instances of the app share beside the cases: the cursors' key, and how often who broke the glass today.</summary>
    public TableClient Shared { get; } = service.GetTableClient("Shared");

    /// <summary>Corrections of agencies' messages that wait for a second person, and what was sent again.</summary>
    public TableClient Redrives { get; } = service.GetTableClient("Redrives");

    /// <summary>The tables that are derived from the cases and can be rebuilt from them.</summary>
    internal IReadOnlyList<TableClient> Lists => [Worklist, Approvals, Timeliness, Index];

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in (TableClient[])[Cases, Pending, Worklist, Approvals, Timeliness, Index, Disposals, Mail, Shared, Redrives])
            await table.CreateIfNotExistsAsync(cancellationToken);
        if (accessLog is null)
            await Access.CreateIfNotExistsAsync(cancellationToken);
    }
}
