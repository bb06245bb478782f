namespace LocalHost.Bus.Store;

/// <summary>Messages whose rows can't be read: they are left where they are, with the reason, and nobody is given them.</summary>
internal sealed class DamageTable(BusTables tables)
{
    /// <param name="sequence">The message.</param>
    /// <param name="queue">Where it lay.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="now">UTC ticks.</param>
    public void SetAside(long sequence, string queue, string reason, long now)
    {
        tables.Sql("insert or ignore into damaged(seq, queue, reason, noticed) values(?,?,?,?)")
            .Bind(sequence).Bind(queue).Bind(reason).Bind(now).Run();
        tables.Changes.Note(queue, -1);
    }

    /// <summary>How many are set aside.</summary>
    public long Count() => tables.Sql("select count(*) from damaged").ReadFirst(static row => row.Long(0));
}
