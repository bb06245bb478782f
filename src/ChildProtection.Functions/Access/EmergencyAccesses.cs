using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>The emergency accesses to a case, in its own partition, each until a manager has acknowledged it and after.</summary>
public sealed class EmergencyAccesses(CaseTables tables)
{
    private const string Prefix = "glass-";

    /// <summary>Asks for an acknowledgement, once a reader, case and day.</summary>
    public async Task AddAsync(EmergencyAccess access, CancellationToken cancellationToken)
    {
        await OpenEmergencies.AddAsync(tables, access, cancellationToken);
        var row = TableRows.New(access.CaseId, Prefix + access.Id);
        (row["Reader"], row["ReaderRole"], row["On"]) = (access.Reader, access.ReaderRole.ToString(), access.On.Iso());
        (row["FirstAt"], row["Reason"]) = (access.FirstAt, access.Reason);
        await tables.Cases.TryAddAsync(row, cancellationToken);
    }

    public async Task<EmergencyAccess?> FindAsync(string caseId, string id, CancellationToken cancellationToken) =>
        await tables.Cases.FindAsync(caseId, Prefix + id, cancellationToken) is { } row ? Read(row) : null;

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<EmergencyAccess>> ListAsync(string caseId, CancellationToken cancellationToken)
    {
        List<EmergencyAccess> found = [];
        await foreach (var row in tables.Cases.RowsAsync(caseId, Prefix, cancellationToken))
            found.Add(Read(row));
        return found;
    }

    /// <summary>The access with the manager's review, or with the one that it had; null when there is none.</summary>
    public async Task<EmergencyAccess?> ReviewAsync(
        string caseId, string id, EmergencyReview review, CancellationToken cancellationToken)
    {
        if (!EmergencyAccess.IsId(id) || await tables.Cases.FindAsync(caseId, Prefix + id, cancellationToken) is not { } row)
            return null;
        if (row.GetString("ReviewedBy") is not null)
            return Read(row);
        var change = new TableEntity(row.PartitionKey, row.RowKey)
        {
            ["ReviewedBy"] = review.By,
            ["ReviewedAt"] = review.At,
            ["Justified"] = review.Justified,
            ["Remark"] = review.Remark,
        };
        try
        {
            await tables.Cases.MergeAsync(change, row.ETag, cancellationToken);
            return Read(row) with { Review = review };
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // Another manager was faster, whose review stands.
            return Read((await tables.Cases.FindAsync(row.PartitionKey, row.RowKey, cancellationToken))!);
        }
    }

    private static EmergencyAccess Read(TableEntity row) =>
        new(
            row.RowKey[Prefix.Length..],
            row.PartitionKey,
            row.Need("Reader"),
            row.NeedEnum<Role>("ReaderRole"),
            row.NeedDate("On"),
            row.NeedInstant("FirstAt"),
            row.Need("Reason"))
        {
            Review = row.GetString("ReviewedBy") is { } by
                ? new EmergencyReview(by, row.NeedInstant("ReviewedAt"), row.GetBoolean("Justified") ?? false, row.GetString("Remark"))
                : null,
        };
}
