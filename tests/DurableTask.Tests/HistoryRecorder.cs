using ChildProtection.LocalRuntime.DurableTask;
using ChildProtection.LocalRuntime.Sqlite;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>Keeps the histories of an engine's file, as they stand at that moment.</summary>
internal static class HistoryRecorder
{
    public static void Keep(string path, string folder, string prefix)
    {
        using var connection = new ReadOnlyFile(path);
        foreach (var row in connection.Reader.Query(new OrchestrationQuery(), null, int.MaxValue).Where(static row => row.HistoryCount > 0 && row.Status != OrchestrationRuntimeStatus.Terminated))
            HistoryFile.Of(connection.Reader, row).Write(Path.Combine(folder, $"{prefix}{row.Id}.json"));
    }

    private sealed class ReadOnlyFile : IDisposable
    {
        private readonly string _copy = Path.Combine(Directory.CreateTempSubdirectory("engine-copy-").FullName, "engine.db");
        private readonly OwnedDatabase _file;

        public ReadOnlyFile(string path)
        {
            foreach (var part in new[] { string.Empty, "-wal" })
                File.Copy(path + part, _copy + part);
            _file = OwnedDatabase.Open(_copy, EngineSchema.Kind);
            Reader = new(_file);
        }

        public StoreReader Reader { get; }

        public void Dispose()
        {
            Reader.Dispose();
            _file.Dispose();
            Directory.Delete(Path.GetDirectoryName(_copy)!, recursive: true);
        }
    }
}
