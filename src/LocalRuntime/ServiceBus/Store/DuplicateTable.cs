namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Message ids seen lately, by entity. Times are UTC ticks.</summary>
internal sealed class DuplicateTable(BusTables tables)
{
    /// <summary>False when the id was seen within the window.</summary>
    public bool TryAdd(string entity, string messageId, long now, TimeSpan window)
    {
        tables.Sql("delete from duplicates where entity=? and seen<=?").Bind(entity).Bind(now - window.Ticks).Run();
        return tables.Sql("insert into duplicates(entity, message_id, seen) values(?,?,?) on conflict do nothing")
            .Bind(entity).Bind(messageId).Bind(now).Run() > 0;
    }
}
