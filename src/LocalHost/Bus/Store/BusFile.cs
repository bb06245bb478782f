using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LocalHost.Bus.Store;

/// <summary>The broker's database file, which one process owns: its lock, its version, and how connections to it are opened.</summary>
internal sealed class BusFile : IDisposable
{
    private const int VersionAt = 60;

    // One connection owns all writes and all checkpoints: the SQLite that restores here can corrupt its log when one connection checkpoints
    // while another commits. Secure delete: a free page must not hold what was removed.
    private const string Pragmas =
        "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0; pragma temp_store=memory; pragma secure_delete=on;";

    private readonly FileStream _lock;

    private BusFile(string path)
    {
        Path = path;
        _lock = TakeLock();
    }

    public string Path { get; }

    /// <summary>Takes ownership and brings the schema up to date.</summary>
    /// <exception cref="BusStoreException">Another process owns the file, it is damaged, or newer than this build.</exception>
    public static BusFile Open(string path)
    {
        var file = new BusFile(System.IO.Path.GetFullPath(path));
        try
        {
            // Read without SQLite first: a file that is refused is not touched.
            file.CheckVersion(file.WrittenVersion());
            using var connection = file.Connect(readOnly: false);
            file.BringUpToDate(connection);
            return file;
        }
        catch (SqliteException error)
        {
            file.Dispose();
            throw new BusStoreException(
                $"The broker's file '{file.Path}' can't be opened ({error.Message}). "
                + "Check the disk and the file's rights, or restore a backup.", error);
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
                Execute(connection, Pragmas);
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
    /// Keeps a number beside the file, in the lock. It survives the process, and may be too low after a power cut, never too high: compared
    /// with the file's own number it tells that the file lost what it held.
    /// </summary>
    public void Keep(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        try
        {
            RandomAccess.Write(_lock.SafeFileHandle, bytes, 0);
        }
        catch (IOException)
        {
            // The commit is stored already; a number that is too low can only hide a loss.
        }
    }

    public void Dispose() => _lock.Dispose();

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private FileStream TakeLock()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BusStoreException(
                $"The broker's file '{Path}' is owned by another process, or its folder can't be written ({error.Message}). "
                + "Stop the other process, or choose another folder.", error);
        }
    }

    private int WrittenVersion()
    {
        Span<byte> header = stackalloc byte[VersionAt + sizeof(int)];
        if (!File.Exists(Path))
            return 0;
        using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var whole = RandomAccess.Read(file, header, 0) == header.Length && header.StartsWith("SQLite format 3\0"u8);
        return whole ? BinaryPrimitives.ReadInt32BigEndian(header[VersionAt..]) : 0;
    }

    private void CheckVersion(int version)
    {
        if (version > BusSchema.Version)
        {
            throw new BusStoreException(
                $"The broker's file '{Path}' has schema version {version}; this build knows up to {BusSchema.Version}. "
                + "Run a build at least as new as the one that wrote it.");
        }
    }

    private void BringUpToDate(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        CheckVersion(version);
        if (version == BusSchema.Version)
            return;
        // All or nothing: a process that ends in the middle leaves the older file as it was.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (version == 0)
            Execute(connection, BusSchema.New);
        else
            FormerRelease.Upgrade(connection);
        Execute(connection, $"pragma user_version={BusSchema.Version}");
        transaction.Commit();
    }
}
