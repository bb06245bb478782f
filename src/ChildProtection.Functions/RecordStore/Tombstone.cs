using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// What is left of a record that was disposed of: that there was one, under which rule it went and who decided. Nothing about the person:
/// neither the case's id nor its reference can be read from it, only recognised, and no date that tells a birthday is in it.
/// </summary>
internal static class Tombstone
{
    public const string Partition = "disposed";

    /// <summary>Whether the record of that case was disposed of, or is being.</summary>
    public static async Task<bool> StandsForAsync(CaseTables tables, string caseId, CancellationToken cancellationToken) =>
        await tables.Disposals.FindAsync(Partition, Key(caseId), cancellationToken) is not null;

    public static string Key(string caseId) => TableKeys.Sha256(caseId);
}
