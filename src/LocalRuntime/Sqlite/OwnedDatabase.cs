using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ChildProtection.LocalRuntime.Sqlite;

/// <summary>A database file that one process owns: its lock, its version, and how connections to it are opened.</summary>
internal sealed class OwnedDatabase : IDisposable
{
    private readonly DatabaseKind _kind;
    private readonly FileStream _lock;

    private OwnedDatabase(string path, DatabaseKind kind)
    {
        Path = path;
        _kind = kind;
        _lock = TakeLock();
    }

    public string Path { get; }

    /// <summary>Takes ownership and brings the schema up to date.</summary>
    /// <exception cref="IOException">The kind's own fault: another process owns the file, it is damaged, or newer than this build.</exception>
    public static OwnedDatabase Open(string path, DatabaseKind kind)
    {
        var file = new OwnedDatabase(System.IO.Path.GetFullPath(path), kind);
        try
        {
            using var connection = file.Connect(readOnly: false);
            file.Migrate(connection);
            return file;
        }
        catch (SqliteException error)
        {
            file.Dispose();
            throw kind.Fault($"The {kind.Name} file '{file.Path}' cannot be opened ({error.Message}). Check the disk and the file's rights, or restore the file from a copy.", error);
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
                // when one connection checkpoints while another commits (reliability, known traps). What is deleted is overwritten:
                // a free page must not hold what was purged.
                Execute(connection, "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0; pragma temp_store=memory; pragma secure_delete=on;");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The number kept beside the file by <see cref="Keep"/>; zero when there is none.</summary>
    public long Kept()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        return RandomAccess.Read(_lock.SafeFileHandle, bytes, 0) == bytes.Length ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
    }

    /// <summary>
    /// Keeps a number beside the file, in the lock. It survives the process, and may be older than it was after a power cut: whoever compares it with
    /// the file's own finds out that the file lost what it held, never the other way round.
    /// </summary>
    public void Keep(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        RandomAccess.Write(_lock.SafeFileHandle, bytes, 0);
    }

    public void Dispose() => _lock.Dispose();

    private FileStream TakeLock()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw _kind.Fault(
                $"The {_kind.Name} file '{Path}' is owned by another process, or its folder cannot be written ({error.Message}). "
                + "Stop the other process, or choose another file.", error);
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version > _kind.SchemaVersion)
        {
            throw _kind.Fault(
                $"The {_kind.Name} file '{Path}' has schema version {version}; this build knows up to {_kind.SchemaVersion}. Run a build at least as new as the one that wrote it.", null);
        }

        if (version == _kind.SchemaVersion)
            return;
        // All or nothing: a process that ends in the middle leaves the older file as it was.
        var steps = version == 0 ? _kind.Schema : string.Concat(_kind.Upgrades.Skip(version - 1));
        Execute(connection, $"begin immediate; {steps} pragma user_version={_kind.SchemaVersion}; commit;");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this assembly and of the kind.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
