namespace LocalHost.Bus.Store;

/// <summary>Sessions that are held, and what their holders keep with them. Times are UTC ticks.</summary>
internal sealed class SessionTable(BusTables tables)
{
    public bool IsHeld(string queue, string session, long now) =>
        tables.Sql("select 1 from sessions where queue=? and session_id=? and locked_until>?")
            .Bind(queue).Bind(session).Bind(now).ReadFirst(static _ => true);

    /// <summary>Until when a hold lasts; null when it has ended.</summary>
    public long? HeldUntil(string queue, string session, Guid token, long now) =>
        tables.Sql("select locked_until from sessions where queue=? and session_id=? and token=? and locked_until>?")
            .Bind(queue).Bind(session).Bind(token).Bind(now).ReadFirst(static row => row.LongOrNull(0));

    /// <summary>The free session with the oldest message; null when there is none.</summary>
    public string? NextFree(string queue, long now) => tables.Sql(
        """
        select m.session_id from messages m left join sessions s on s.queue=m.queue and s.session_id=m.session_id and s.locked_until>?
        where m.queue=? and m.session_id is not null and s.token is null and m.seq not in (select seq from damaged) order by m.seq limit 1
        """).Bind(now).Bind(queue).ReadFirst(static row => row.Text(0));

    /// <summary>When the next hold ends; null when nothing is held.</summary>
    public long? NextEnd(string queue, long now) => tables.Sql(
            "select locked_until from sessions where queue=? and locked_until>? order by locked_until limit 1")
        .Bind(queue).Bind(now).ReadFirst(static row => row.LongOrNull(0));

    public void Hold(string queue, string session, Guid token, long until) =>
        tables.Sql("insert or replace into sessions(queue, session_id, token, locked_until) values(?,?,?,?)")
            .Bind(queue).Bind(session).Bind(token).Bind(until).Run();

    public void Release(string queue, string session, Guid token)
    {
        tables.Sql("delete from sessions where queue=? and session_id=? and token=?").Bind(queue).Bind(session).Bind(token).Run();
        tables.Changes.Note(queue, 0);
    }

    /// <summary>The holders are gone with their process.</summary>
    public void ReleaseAll() => tables.Sql("delete from sessions").Run();

    /// <summary>What was kept with a session; null when nothing was.</summary>
    public byte[]? State(string queue, string session) =>
        tables.Sql("select state from session_states where queue=? and session_id=?")
            .Bind(queue).Bind(session).ReadFirst(static row => row.Bytes(0));

    public void SetState(string queue, string session, ReadOnlySpan<byte> state) =>
        tables.Sql("insert or replace into session_states(queue, session_id, state) values(?,?,?)")
            .Bind(queue).Bind(session).Bind(state).Run();

    public void RemoveState(string queue, string session) =>
        tables.Sql("delete from session_states where queue=? and session_id=?").Bind(queue).Bind(session).Run();
}
