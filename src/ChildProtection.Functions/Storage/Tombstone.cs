using Azure.Data.Tables;

namespace ChildProtection.Functions.Storage;

/// <summary>
/// What is left of a record that was disposed of: that there was one, under which rule it went and who decided. Nothing about the person: neither the case's id
/// nor its reference can be read from it, only recognised, and no date that tells a birthday is in it.
/// </summary>
internal static class Tombstone
{
    public const string Partition = "disposed";

    public static TableEntity New(StoredDisposal disposal, DateTimeOffset at)
    {
        var row = Rows.New(Partition, Key(disposal.CaseId));
        row["ReferenceHash"] = Keys.Sha256(disposal.Reference);
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

    /// <summary>Whether the record of that case was disposed of, or is being.</summary>
    public static async Task<bool> StandsForAsync(CaseTables tables, string caseId, CancellationToken cancellationToken) =>
        await tables.Disposals.FindAsync(Partition, Key(caseId), cancellationToken) is not null;

    private static string Key(string caseId) => Keys.Sha256(caseId);
}
