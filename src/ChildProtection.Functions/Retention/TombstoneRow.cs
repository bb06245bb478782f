using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Retention;

/// <summary>Writes the <see cref="Tombstone"/> of a record that is disposed of.</summary>
internal static class TombstoneRow
{
    public static TableEntity New(StoredDisposal disposal, DateTimeOffset at)
    {
        var row = TableRows.New(Tombstone.Partition, Tombstone.Key(disposal.CaseId));
        row["ReferenceHash"] = TableKeys.Sha256(disposal.Reference);
        row["Category"] = disposal.Category.ToString();
        row["Schedule"] = disposal.Schedule;
        row["ClosedOn"] = disposal.ClosedOn.Iso();
        row["ProposedAt"] = disposal.ProposedAt;
        row["RecommendedBy"] = disposal.RecommendedBy;
        row["ApprovedBy"] = disposal.DecidedBy;
        row["ApprovedAt"] = disposal.DecidedAt;
        row["DisposedAt"] = at;
        return row;
    }
}
