using System.Collections.Concurrent;
using ChildProtection.LocalRuntime.Sqlite;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Readers for callers on any thread, opened as needed and kept.</summary>
internal sealed class ReaderPool(OwnedDatabase file) : IDisposable
{
    private readonly ConcurrentBag<StoreReader> _idle = [];
    private volatile bool _disposed;

    public T Read<T>(Func<StoreReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idle.TryTake(out var reader))
            reader = new(file);
        try
        {
            return read(reader);
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            reader.Dispose();
            reader = null;
            throw new DurableStoreException($"The durable engine's file '{file.Path}' cannot be read ({error.Message}). Check the disk.", error);
        }
        finally
        {
            if (reader is not null)
                Return(reader);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private void Return(StoreReader reader)
    {
        _idle.Add(reader);
        // Disposed meanwhile: nobody else would close it.
        if (_disposed && _idle.TryTake(out var late))
            late.Dispose();
    }
}
