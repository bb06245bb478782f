using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>A stored history is not one that this engine wrote: rows are missing or hold what no turn records. Its instance is quarantined.</summary>
/// <param name="message">What is wrong, and in which row.</param>
internal sealed class DamagedHistoryException(string message) : IOException(message);

/// <summary>A write failed on a damaged page of one instance: that instance alone is quarantined, and the commit is made again without it.</summary>
internal sealed class DamagedRowsException(InstanceRow row, SqliteException error)
    : IOException($"Rows of instance '{row.Id}' lie on a damaged page ({error.Message}).", error)
{
    public InstanceRow Row { get; } = row;
}

/// <summary>Tells damage of the file from a store that cannot be reached or is full.</summary>
internal static class Damage
{
    public static bool IsDamage(Exception error)
        => error is DamagedHistoryException or SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };
}
