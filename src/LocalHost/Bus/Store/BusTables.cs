using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace LocalHost.Bus.Store;

/// <summary>What a call works on: the tables, on the store's thread, inside its transaction.</summary>
internal sealed class BusTables : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Dictionary<string, Statement> _statements = [];

    public BusTables(sqlite3 database, QueueChanges changes, ILogger logger)
    {
        _database = database;
        Changes = changes;
        Messages = new(this);
        Sessions = new(this);
        Duplicates = new(this);
        Damage = new(this, logger);
    }

    public QueueChanges Changes { get; }

    public MessageTable Messages { get; }

    public SessionTable Sessions { get; }

    public DuplicateTable Duplicates { get; }

    public DamageTable Damage { get; }

    /// <summary>Writes, to learn whether the store can.</summary>
    public void Probe() => Sql("insert into probe(id, written) values(1, 1) on conflict(id) do update set written=written+1").Run();

    public Statement Sql(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new(_database, sql);
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
    }
}
