using Microsoft.Data.Sqlite;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>The engine's file: who owns it, its version, and how connections to it are opened.</summary>
internal sealed class StoreFile : IDisposable
{
    public const int SchemaVersion = 1;

    private const string Schema =
        """
        create table instances(
            key integer primary key, id text not null unique, name text not null, generation integer not null,
            execution_id text not null, status integer not null, created integer not null, updated integer not null,
            history_count integer not null, start_at integer not null, custom_status text, output text, failure text,
            parent_id text, parent_name text, parent_generation integer, parent_task integer);
        create table history(
            instance integer not null, seq integer not null, kind integer not null, time integer not null,
            task_id integer not null, name text, data text, target text, due integer not null,
            primary key(instance, seq)) without rowid;
        create table messages(
            row integer primary key, instance integer not null, kind integer not null, generation integer not null,
            task_id integer not null, name text, data text);
        create index messages_by_instance on messages(instance);
        create table timers(
            instance integer not null, task_id integer not null, generation integer not null,
            due integer not null, retry integer not null, primary key(instance, task_id)) without rowid;
        create index timers_by_due on timers(retry, due, instance, task_id, generation);
        create table activities(
            instance integer not null, task_id integer not null, generation integer not null, seq integer not null,
            primary key(instance, task_id)) without rowid;
        create table probe(id integer primary key, written integer not null);
        """;

    private readonly FileStream _lock;

    private StoreFile(string path, FileStream fileLock)
    {
        Path = path;
        _lock = fileLock;
    }

    public string Path { get; }

    /// <summary>Takes ownership and brings the schema up to date.</summary>
    public static StoreFile Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var file = new StoreFile(full, TakeLock(full));
        try
        {
            using var connection = file.Connect(readOnly: false);
            file.Migrate(connection);
            return file;
        }
        catch (SqliteException error)
        {
            file.Dispose();
            throw new DurableStoreException(
                $"The durable engine's file '{full}' cannot be opened ({error.Message}). Check the disk and the file's rights, or restore the file from a copy.", error);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public SqliteConnection Connect(bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            if (!readOnly)
            {
                // One connection owns all writes and all checkpoints: the SQLite that restores here can corrupt its log
                // when one connection checkpoints while another commits (reliability, known traps).
                Execute(connection, "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0; pragma temp_store=memory;");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream TakeLock(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DurableStoreException(
                $"The durable engine's file '{path}' is owned by another process, or its folder cannot be written ({error.Message}). "
                + "Stop the other process, or choose another file.", error);
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version > SchemaVersion)
        {
            throw new DurableStoreException(
                $"The durable engine's file '{Path}' has schema version {version}; this build knows up to {SchemaVersion}. Run a build at least as new as the one that wrote it.");
        }

        if (version < SchemaVersion)
            Execute(connection, $"begin immediate; {Schema} pragma user_version={SchemaVersion}; commit;");
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
