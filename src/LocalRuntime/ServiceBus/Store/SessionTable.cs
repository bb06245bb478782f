namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Sessions that are held. Times are UTC ticks.</summary>
internal sealed class SessionTable(BusTables tables)
{
    public bool IsHeld(string queue, string session, long now) =>
        tables.Sql("select 1 from sessions where queue=? and session_id=? and locked_until>?").Bind(queue).Bind(session).Bind(now).ReadAll(static _ => true).Count > 0;

    public bool IsHeldBy(string queue, string session, Guid token, long now) =>
        tables.Sql("select 1 from sessions where queue=? and session_id=? and token=? and locked_until>?")
            .Bind(queue).Bind(session).Bind(token).Bind(now).ReadAll(static _ => true).Count > 0;

    /// <summary>The session, held by nobody, that has the oldest message; null when there is none.</summary>
    public string? NextFree(string queue, long now) => tables.Sql(
        """
        select m.session_id from messages m left join sessions s on s.queue=m.queue and s.session_id=m.session_id and s.locked_until>?
        where m.queue=? and m.session_id is not null and s.token is null order by m.seq limit 1
        """).Bind(now).Bind(queue).ReadAll(static row => row.Text(0)).FirstOrDefault();

    /// <summary>When the next hold ends; null when nothing is held.</summary>
    public long? NextExpiry(string queue, long now) => tables.Sql("select locked_until from sessions where queue=? and locked_until>? order by locked_until limit 1")
        .Bind(queue).Bind(now).ReadAll(static row => (long?)row.Long(0)).FirstOrDefault();

    public void Hold(string queue, string session, Guid token, long until) =>
        tables.Sql("insert or replace into sessions(queue, session_id, token, locked_until) values(?,?,?,?)").Bind(queue).Bind(session).Bind(token).Bind(until).Run();

    public bool Release(string queue, string session, Guid token)
    {
        tables.Signals.Touch(queue);
        return tables.Sql("delete from sessions where queue=? and session_id=? and token=?").Bind(queue).Bind(session).Bind(token).Run() > 0;
    }

    /// <summary>Whoever held a session is gone with the process.</summary>
    public void ReleaseAll() => tables.Sql("delete from sessions").Run();
}
