using System.Security.Cryptography;
using System.Text;

namespace LocalHost.Bus.Store;

/// <summary>
/// Message ids seen lately, by entity: as hashes, since an id may name what its messages are about, and outlives them here. Times are UTC
/// ticks.
/// </summary>
internal sealed class DuplicateTable(BusTables tables)
{
    /// <summary>False when the id was seen within the window.</summary>
    public bool TryAdd(string entity, string messageId, long now, TimeSpan window)
    {
        tables.Sql("delete from duplicates where entity=? and seen<=?").Bind(entity).Bind(now - window.Ticks).Run();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)));
        // Files of earlier releases hold the ids themselves until their window is over.
        return tables.Sql(
                """
                insert into duplicates(entity, message_id, seen) select ?1, ?2, ?3
                where not exists (select 1 from duplicates where entity=?1 and message_id=?4) on conflict do nothing
                """)
            .Bind(entity).Bind(hash).Bind(now).Bind(messageId).Run() > 0;
    }
}
