using Azure.Data.Tables;

namespace BenchmarkApp;

/// <summary>The one table of the peers.</summary>
internal static class PeerTable
{
    public const string Name = "Peer";

    /// <summary>One row of about a kilobyte; an activity that is repeated writes it again.</summary>
    public static Task WriteAsync(TableClient table, string instanceId, string row) => table.UpsertEntityAsync(
        new TableEntity(instanceId, row) { ["Text"] = new string('x', 1_000) });
}
