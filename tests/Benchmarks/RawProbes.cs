using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Benchmarks;

/// <summary>What the machine can do without any engine: forced writes, SQLite turns with the rows of a durable turn, JSON.</summary>
internal static class RawProbes
{
    private const int BatchSize = 32;

    private static readonly string[] Statements =
    [
        "insert into messages values($row, 1, 2, -1, -1, 'go', '\"x\"')",
        "insert into history values($i, $seq, 2, 639000000000000000, -1, 'go', $text, null, 0)",
        "insert into history values($i, $seq+1, 3, 639000000000000000, 1, 'Work', $text, null, 0)",
        "insert into history values($i, $seq+2, 6, 639000000000000000, 2, null, null, null, 639000000000000000)",
        "insert or replace into timers values($i, 2, 639000000000000000)",
        "insert or replace into instances values($i, 'id-' || $i, 0, $seq, $text)",
        "delete from messages where row=$row",
    ];

    public static void Run(Report report, Size size)
    {
        var folder = Directory.CreateTempSubdirectory("bench-raw-");
        report.Raw("fsync", "forced write of 4 KB, median", Fsync(Path.Combine(folder.FullName, "fsync"), size.Of(2_000)), "ms");
        report.Raw("turns", $"SQLite turns a second (log, forced, {BatchSize} a commit)", Turns(Path.Combine(folder.FullName, "turns.db"), size.Of(100_000), BatchSize), "turns/s");
        report.Raw("turns1", "SQLite turns a second, one a commit", Turns(Path.Combine(folder.FullName, "turns1.db"), size.Of(20_000), 1), "turns/s");
        report.Raw("json", "records written and read as JSON a second", Json(size.Of(400_000)), "/s");
        folder.Delete(recursive: true);
    }

    private static double Fsync(string path, int count)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        var page = new byte[4096];
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, i % 64 * 4096L);
            RandomAccess.FlushToDisk(file);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[count / 2];
    }

    private static double Turns(string path, int turns, int batch)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, """
            pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0;
            create table instances(key integer primary key, id text not null unique, status integer, count integer, input text);
            create table history(instance integer, seq integer, kind integer, time integer, task_id integer, name text, data text, target text, due integer, primary key(instance, seq)) without rowid;
            create table messages(row integer primary key, instance integer, kind integer, generation integer, task_id integer, name text, data text);
            create table timers(instance integer, task_id integer, due integer, primary key(instance, task_id)) without rowid;
            """);
        var commands = Statements.Select(sql => Command(connection, sql)).ToArray();
        var began = Stopwatch.GetTimestamp();
        for (var turn = 0; turn < turns;)
        {
            using var transaction = connection.BeginTransaction();
            for (var i = 0; i < batch; i++, turn++)
            {
                foreach (var command in commands)
                {
                    command.Transaction = transaction;
                    command.Parameters["$i"].Value = turn % 2_000;
                    command.Parameters["$seq"].Value = turn / 2_000 * 3;
                    command.Parameters["$row"].Value = turn;
                    command.ExecuteNonQuery();
                }
            }

            transaction.Commit();
        }

        return turns / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$i", 0);
        command.Parameters.AddWithValue("$seq", 0);
        command.Parameters.AddWithValue("$row", 0);
        command.Parameters.AddWithValue("$text", "\"" + new string('x', 100) + "\"");
        return command;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static double Json(int count)
    {
        var record = new Sample("case", 42, new(2026, 3, 2), new string('x', 100));
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            _ = JsonSerializer.Deserialize<Sample>(JsonSerializer.Serialize(record));
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private sealed record Sample(string Id, int Number, DateOnly On, string Text);
}
