using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>An emergency access that may wait for its acknowledgement.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="AccessId">Within the case.</param>
/// <param name="Reminded">Whether the manager was reminded.</param>
/// <param name="Key">Its row.</param>
internal sealed record OpenEmergency(string CaseId, string AccessId, bool Reminded, string Key);

/// <summary>
/// The list of accesses to look at every morning, so that nothing searches all cases. It is written before the access and may name one that
/// is gone or acknowledged: then the morning removes it.
/// </summary>
internal static class OpenEmergencies
{
    private const string Partition = "emergencies-open";
    private const string Prefix = "access-";
    private const string CaseId = "CaseId";
    private const string AccessId = "AccessId";
    private const string Reminded = "Reminded";

    public static Task AddAsync(CaseTables tables, EmergencyAccess access, CancellationToken cancellationToken)
    {
        var row = TableRows.New(Partition, $"{Prefix}{access.Id}-{access.CaseId}");
        (row[CaseId], row[AccessId]) = (access.CaseId, access.Id);
        return tables.Shared.TryAddAsync(row, cancellationToken);
    }

    /// <summary>The oldest first.</summary>
    public static async Task<IReadOnlyList<OpenEmergency>> ListAsync(CaseTables tables, CancellationToken cancellationToken)
    {
        List<OpenEmergency> found = [];
        await foreach (var row in tables.Shared.RowsAsync(Partition, Prefix, cancellationToken))
            found.Add(new OpenEmergency(row.Need(CaseId), row.Need(AccessId), row.GetBoolean(Reminded) == true, row.RowKey));
        return found;
    }

    public static Task NoteReminderAsync(CaseTables tables, OpenEmergency open, CancellationToken cancellationToken)
    {
        var row = TableRows.New(Partition, open.Key);
        (row[CaseId], row[AccessId], row[Reminded]) = (open.CaseId, open.AccessId, true);
        return tables.Shared.PutAsync(row, cancellationToken);
    }

    public static Task RemoveAsync(CaseTables tables, OpenEmergency open, CancellationToken cancellationToken) =>
        tables.Shared.DeleteEntityAsync(Partition, open.Key, cancellationToken: cancellationToken);
}
