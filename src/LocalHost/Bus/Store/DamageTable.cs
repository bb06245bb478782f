using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Store;

/// <summary>Messages whose rows cannot be read. They stay in place, with the reason, and are not delivered.</summary>
internal sealed partial class DamageTable(BusTables tables, ILogger logger)
{
    /// <param name="damage">Which message, and what is wrong with it.</param>
    /// <param name="now">UTC ticks.</param>
    /// <returns>False when it was set aside before.</returns>
    public bool SetAside(DamagedRowException damage, long now)
    {
        var added = tables.Sql("insert or ignore into damaged(seq, queue, reason, noticed) values(?,?,?,?)")
            .Bind(damage.Sequence).Bind(damage.Queue).Bind(damage.Message).Bind(now).Run() > 0;
        if (!added)
            return false;
        tables.Changes.Note(damage.Queue, -1);
        Noticed(damage.Sequence, damage.Queue, damage.Message);
        return true;
    }

    /// <summary>How many are set aside.</summary>
    public long Count() => tables.Sql("select count(*) from damaged").ReadFirst(static row => row.Long(0));

    [LoggerMessage(LogLevel.Error, EventName = "BusMessageSetAside", Message =
        "Message {Sequence} of {Queue} is unreadable and set aside: {Reason} The others continue. Restore a backup to recover it.")]
    private partial void Noticed(long sequence, string queue, string reason);
}
