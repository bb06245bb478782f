using System.Text;
using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Reads what is committed, on a read-only connection of its own. For one thread at a time.</summary>
internal sealed class StoreReader : IDisposable
{
    private const string InstanceColumns =
        "key, id, name, generation, execution_id, status, created, updated, history_count, start_at, custom_status, output, failure, "
        + "parent_id, parent_name, parent_generation, parent_task, version, tags";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    public StoreReader(OwnedDatabase file) => _connection = file.Connect(readOnly: true);

    /// <summary>Queries and history rows read so far, for tests of what a turn costs.</summary>
    public long Reads { get; private set; }

    public InstanceRow? FindInstance(string id) => One(Sql($"select {InstanceColumns} from instances where id=?").Bind(id));

    public InstanceRow? FindInstance(long key) => One(Sql($"select {InstanceColumns} from instances where key=?").Bind(key));

    /// <exception cref="DamagedHistoryException">Rows are missing.</exception>
    public List<HistoryEvent> ReadHistory(long instance)
    {
        var events = new List<HistoryEvent>();
        var statement = Sql("select kind, time, task_id, name, data, target, due, seq from history where instance=? order by seq").Bind(instance);
        while (statement.Read())
        {
            Reads++;
            if (statement.Long(7) is var place && place != events.Count)
            {
                statement.Reset();
                throw new DamagedHistoryException($"row {events.Count} is missing: row {place} follows row {events.Count - 1}");
            }

            events.Add(new()
            {
                Kind = (EventKind)statement.Int(0),
                Time = statement.Long(1),
                TaskId = statement.Int(2),
                Name = statement.Text(3),
                Data = statement.Text(4),
                Target = statement.Text(5),
                Due = statement.Long(6),
            });
        }

        return events;
    }

    /// <summary>The input: in the history of a started generation, else in its start message.</summary>
    public string? ReadInput(long instance)
    {
        var started = (long)EventKind.ExecutionStarted;
        return FirstText(Sql("select data from history where instance=? and seq=1 and kind=?").Bind(instance).Bind(started))
            ?? FirstText(Sql("select data from messages where instance=? and kind=? order by row").Bind(instance).Bind(started));
    }

    public List<Message> ReadMessages(long instance)
    {
        var messages = new List<Message>();
        var statement = Sql("select row, kind, generation, task_id, name, data from messages where instance=? order by row").Bind(instance);
        while (statement.Read())
        {
            messages.Add(new()
            {
                Row = statement.Long(0),
                Kind = (EventKind)statement.Int(1),
                Generation = statement.Long(2),
                TaskId = statement.Int(3),
                Name = statement.Text(4),
                Data = statement.Text(5),
            });
        }

        return messages;
    }

    public List<long> InstancesWithMessages()
    {
        var keys = new List<long>();
        var statement = Sql("select instance from messages group by instance order by min(row)");
        while (statement.Read())
            keys.Add(statement.Long(0));
        return keys;
    }

    public List<PendingActivity> PendingActivities() => Sql("select instance, generation, task_id, seq, starts from activities order by instance, task_id")
        .ReadAll(static row => new PendingActivity(new(row.Long(0), row.Long(1), row.Int(2)), row.Long(3), row.Int(4)));

    /// <summary>The call that a pending activity's history row describes.</summary>
    /// <exception cref="DamagedHistoryException">There is no such row, or it is none of a call.</exception>
    public ActivityCall ReadCall(PendingActivity pending, string instanceId)
    {
        var statement = Sql("select name, data, kind from history where instance=? and seq=?").Bind(pending.Key.Instance).Bind(pending.Sequence);
        if (!statement.Read())
            throw new DamagedHistoryException($"row {pending.Sequence}, which describes a pending activity, is missing");
        var (name, data, kind) = (statement.Text(0), statement.Text(1), (EventKind)statement.Int(2));
        statement.Reset();
        return name is not null && kind == EventKind.TaskScheduled
            ? new(pending.Key, instanceId, name, data, pending.Starts)
            : throw new DamagedHistoryException($"row {pending.Sequence} should describe a pending activity and is of kind {kind}");
    }

    /// <summary>The instances set aside because their rows are damaged, with the reasons.</summary>
    public Dictionary<long, string> Quarantined()
    {
        var found = new Dictionary<long, string>();
        var statement = Sql("select instance, reason from quarantine");
        while (statement.Read())
            found[statement.Long(0)] = statement.Text(1)!;
        return found;
    }

    /// <summary>
    /// The next timers of one kind after a place in their order. The generation is part of it: the next one's timer may have the same number and the same
    /// due time, and left out here it was lost until the next start.
    /// </summary>
    public List<TimerRow> TimersAfter(bool retry, TimerRow place, int limit)
    {
        var timers = new List<TimerRow>();
        var statement = Sql(
            """
            select due, instance, task_id, generation from timers
            where retry=? and (due, instance, task_id, generation) > (?, ?, ?, ?) order by due, instance, task_id, generation limit ?
            """).Bind(retry ? 1 : 0).Bind(place.Due).Bind(place.Instance).Bind(place.TaskId).Bind(place.Generation).Bind(limit);
        while (statement.Read())
            timers.Add(new(statement.Long(0), statement.Long(1), statement.Int(2), statement.Long(3), retry));
        return timers;
    }

    public (long Key, long MessageRow) HighestNumbers()
        => (FirstLong(Sql("select ifnull(max(key), 0) from instances")), FirstLong(Sql("select ifnull(max(row), 0) from messages")));

    /// <summary>The first column of a query about one instance, for tests of what is stored.</summary>
    internal List<long> Numbers(string sql, long instance) => Sql(sql).Bind(instance).ReadAll(static row => row.Long(0));

    /// <summary>The instances a filter selects after an id, in order of id.</summary>
    public List<InstanceRow> Query(OrchestrationQuery filter, string? afterId, int limit)
    {
        var sql = new StringBuilder($"select {InstanceColumns} from instances where id > ?");
        var statuses = filter.Statuses?.Distinct().ToArray() ?? [];
        if (!string.IsNullOrEmpty(filter.InstanceIdPrefix))
            sql.Append(" and id >= ? and substr(id, 1, length(?)) = ?");
        if (filter.CreatedFrom is not null)
            sql.Append(" and created >= ?");
        if (filter.CreatedTo is not null)
            sql.Append(" and created <= ?");
        if (statuses.Length > 0)
            sql.Append(" and status in (").AppendJoin(',', statuses.Select(static _ => '?')).Append(')');
        sql.Append(" order by id limit ?");

        var statement = Sql(sql.ToString()).Bind(afterId ?? string.Empty);
        if (filter.InstanceIdPrefix is { Length: > 0 } prefix)
            statement.Bind(prefix).Bind(prefix).Bind(prefix);
        if (filter.CreatedFrom is { } from)
            statement.Bind(from.UtcTicks);
        if (filter.CreatedTo is { } to)
            statement.Bind(to.UtcTicks);
        foreach (var status in statuses)
            statement.Bind((long)status);
        statement.Bind(limit);

        var rows = new List<InstanceRow>();
        while (statement.Read())
            rows.Add(Instance(statement));
        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private static InstanceRow? One(Statement statement)
    {
        if (!statement.Read())
            return null;
        var row = Instance(statement);
        statement.Reset();
        return row;
    }

    private static InstanceRow Instance(Statement row) => new()
    {
        Key = row.Long(0),
        Id = row.Text(1)!,
        Name = row.Text(2)!,
        Generation = row.Long(3),
        ExecutionId = row.Text(4)!,
        Status = (OrchestrationRuntimeStatus)row.Int(5),
        Created = row.Long(6),
        Updated = row.Long(7),
        HistoryCount = row.Long(8),
        StartAt = row.Long(9),
        CustomStatus = row.Text(10),
        Output = row.Text(11),
        Failure = row.Text(12),
        Parent = row.Text(13) is { } parent ? new(parent, row.Text(14)!, row.Long(15), row.Int(16)) : null,
        Version = row.Text(17),
        Tags = row.Text(18),
    };

    private static string? FirstText(Statement statement)
    {
        if (!statement.Read())
            return null;
        var text = statement.Text(0);
        statement.Reset();
        return text;
    }

    private static long FirstLong(Statement statement)
    {
        statement.Read();
        var value = statement.Long(0);
        statement.Reset();
        return value;
    }

    private Statement Sql(string sql)
    {
        Reads++;
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new(_connection.Handle!, sql);
        return statement;
    }
}
