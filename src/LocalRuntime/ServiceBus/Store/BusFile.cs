using Microsoft.Data.Sqlite;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The broker's file: who owns it, its version, and its one connection.</summary>
internal sealed class BusFile : IDisposable
{
    public const int SchemaVersion = 1;

    private const string Schema =
        """
        create table messages(
            seq integer primary key autoincrement, queue text not null, body blob not null, properties text not null,
            message_id text, session_id text, partition_key text, reply_to_session text, correlation_id text, subject text, recipient text,
            reply_to text, content_type text, enqueued integer not null, delivered integer not null, source text,
            lock_token text, locked_until integer, session_lock text);
        create index messages_free on messages(queue, seq) where lock_token is null;
        create index messages_locked on messages(queue, locked_until) where lock_token is not null;
        create index messages_by_lock on messages(lock_token) where lock_token is not null;
        create index messages_by_session on messages(queue, session_id, seq) where session_id is not null;
        create table sessions(
            queue text not null, session_id text not null, token text not null, locked_until integer not null,
            primary key(queue, session_id)) without rowid;
        create table duplicates(
            entity text not null, message_id text not null, seen integer not null, primary key(entity, message_id)) without rowid;
        create index duplicates_by_age on duplicates(entity, seen);
        create table probe(id integer primary key, written integer not null);
        """;

    private readonly FileStream _lock;

    private BusFile(string path, FileStream fileLock) => (Path, _lock) = (path, fileLock);

    public string Path { get; }

    public SqliteConnection Connection { get; private set; } = null!;

    /// <summary>Takes ownership and brings the schema up to date.</summary>
    /// <exception cref="BusStoreException">Another process owns the file, it is damaged, or newer than this build.</exception>
    public static BusFile Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var file = new BusFile(full, TakeLock(full));
        try
        {
            file.Connection = Connect(full);
            file.Migrate();
            return file;
        }
        catch (SqliteException error)
        {
            file.Dispose();
            throw new BusStoreException($"The broker's file '{full}' cannot be opened ({error.Message}). Check the disk and the file's rights, or restore the file from a copy.", error);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Connection?.Dispose();
        _lock.Dispose();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            // One connection owns all reads, writes and checkpoints: the SQLite that restores here can corrupt its log when one
            // connection checkpoints while another commits (reliability, known traps).
            Execute(connection, "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0; pragma temp_store=memory;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BusStoreException(
                $"The broker's file '{path}' is owned by another process, or its folder cannot be written ({error.Message}). Stop the other process, or choose another file.", error);
        }
    }

    private void Migrate()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "pragma user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version > SchemaVersion)
        {
            throw new BusStoreException(
                $"The broker's file '{Path}' has schema version {version}; this build knows up to {SchemaVersion}. Run a build at least as new as the one that wrote it.");
        }

        if (version < SchemaVersion)
            Execute(Connection, $"begin immediate; {Schema} pragma user_version={SchemaVersion}; commit;");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
