using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// What remains of a disposed record: that it existed, the rule of its disposal and who decided. It holds nothing about the person: it can
/// confirm a known case id or reference but not reveal one, and it holds no date from which a birthday follows.
/// </summary>
internal static class Tombstone
{
    public const string Partition = "disposed";

    /// <summary>Whether the record of that case is disposed of or under disposal.</summary>
    public static async Task<bool> StandsForAsync(CaseTables tables, string caseId, CancellationToken cancellationToken) =>
        await tables.Disposals.FindAsync(Partition, Key(caseId), cancellationToken) is not null;

    public static string Key(string caseId) => TableKeys.Sha256(caseId);
}
