using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LocalHost.Bus.Store;

/// <summary>A statement prepared once and run many times, without the cost of a command object each time. For one thread.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _next = 1;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, _next++, value));
        return this;
    }

    public Statement Bind(long? value)
    {
        if (value is { } number)
            return Bind(number);
        Check(raw.sqlite3_bind_null(_statement, _next++));
        return this;
    }

    public Statement Bind(string? value)
    {
        Check(value is null
            ? raw.sqlite3_bind_null(_statement, _next++)
            : raw.sqlite3_bind_text(_statement, _next++, value));
        return this;
    }

    public Statement Bind(Guid? value) => Bind(value?.ToString());

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        // An empty span would bind null.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, _next++, 0) : raw.sqlite3_bind_blob(_statement, _next++, value));
        return this;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        var result = raw.sqlite3_step(_statement);
        Reset();
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            Check(result);
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Steps to the next row; resets itself after the last and after an error.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        if (result != raw.SQLITE_DONE)
            Check(result);
        return false;
    }

    /// <summary>All rows.</summary>
    public List<T> ReadAll<T>(Func<Statement, T> row)
    {
        var rows = new List<T>();
        while (Read())
            rows.Add(row(this));
        return rows;
    }

    /// <summary>The first row; the default where there is none.</summary>
    public T? ReadFirst<T>(Func<Statement, T> row)
    {
        if (!Read())
            return default;
        try
        {
            return row(this);
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public Guid? GuidOrNull(int column) => Text(column) is { } text ? Guid.Parse(text) : null;

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Reset()
    {
        _next = 1;
        // Its result repeats the step's error, which the caller has already.
        _ = raw.sqlite3_reset(_statement);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
