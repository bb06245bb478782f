using ChildProtection.LocalRuntime.DurableTask;
using ChildProtection.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>F05: damaged rows and pages set the instances they belong to aside, with the reason; the others go on, and nothing is cut off in silence.</summary>
public sealed class DamageTests
{
    private const int Others = 40;

    [Theory]
    [InlineData("update history set kind=99 where instance=:key and seq=2", "row 2 is of the unknown kind 99")]
    [InlineData("update history set name=null where instance=:key and kind=3", "has no name")]
    [InlineData("update history set task_id=-5 where instance=:key and kind=3", "has no sequence number")]
    [InlineData("update history set kind=5, data='{' where instance=:key and kind=4", "holds no failure")]
    [InlineData("delete from history where instance=:key and seq=1", "row 1 is missing")]
    [InlineData("delete from history where instance=:key and seq=(select max(seq) from history where instance=:key)", "and the instance counts")]
    [InlineData("update history set kind=1 where instance=:key and seq=0", "a history begins with OrchestratorStarted")]
    [InlineData("update history set time=-7 where instance=:key and seq=3", "has no possible time")]
    [InlineData("update instances set status=42 where key=:key", "its status is 42")]
    public async Task Instance_WithGarbageInItsRows_IsQuarantinedWithTheReason_AndTheOthersGoOn(string sql, string reason)
    {
        await using var harness = await SleepersAsync();
        await DamageAsync(harness, sql);
        await harness.RestartAsync();
        await RaiseAsync(harness, "s-07");

        var found = await harness.EndAsync("s-07");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, found.RuntimeStatus);
        Assert.Equal("InstanceQuarantined", found.FailureDetails!.ErrorType);
        Assert.Contains(reason, found.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("'s-07'", found.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        await AssertOthersGoOnAsync(harness, "s-07");
        Assert.Equal((true, 1), (harness.Engine.Health.Writable, harness.Engine.Health.Quarantined));
    }

    [Fact]
    public async Task QuarantinedInstance_StartedAgainUnderItsId_Runs_AndTheDamagedRowsAreKept()
    {
        await using var harness = await SleepersAsync();
        await DamageAsync(harness, "update history set kind=99 where instance=:key and seq=2");
        await harness.RestartAsync();
        await RaiseAsync(harness, "s-07");
        await harness.EndAsync("s-07");
        await harness.RestartAsync();
        Assert.Equal(1, await UntilQuarantinedAsync(harness));

        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", "again", new StartOrchestrationOptions("s-07"));
        await harness.Client.RaiseEventAsync("s-07", "Go", "on");
        Assert.Equal("AGAIN on", (await harness.EndAsync("s-07")).ReadOutputAs<string>());
        var kept = new List<string>();
        await foreach (var found in harness.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "s-07#quarantined-")))
            kept.Add(found.InstanceId);
        var history = await harness.Engine.ReadHistoryAsync(Assert.Single(kept), CancellationToken.None);
        Assert.Equal("99", history!.Events[2].Kind);
    }

    [Fact]
    public async Task CorruptPageOfHistories_CostsTheInstancesOnItAndBesideIt_AndNoOther()
    {
        await using var harness = await SleepersAsync(padding: 1_500);
        await harness.Engine.DisposeAsync();
        var page = await PageOfHistoryAsync(harness.DatabasePath);
        await ScribbleAsync(harness.DatabasePath, page);
        await harness.RestartAsync();

        var quarantined = 0;
        for (var i = 0; i < Others; i++)
        {
            await RaiseAsync(harness, $"s-{i:00}");
            var found = await harness.EndAsync($"s-{i:00}");
            if (found.RuntimeStatus == OrchestrationRuntimeStatus.Completed)
                continue;
            Assert.Equal("InstanceQuarantined", found.FailureDetails!.ErrorType);
            quarantined++;
        }

        // Those whose rows lie on it, and those whose next rows needed it: a full page shares out its rows among its neighbours.
        Assert.InRange(quarantined, 1, Others / 2);
        await Until.TrueAsync("it can be written to again", () => harness.Engine.Health.Writable);
        Assert.Equal(quarantined, harness.Engine.Health.Quarantined);
    }

    [Fact]
    public async Task CorruptPageOfWhatEveryInstanceNeeds_TurnsHealthRedAndIsNotRepairedInSilence()
    {
        await using var harness = await SleepersAsync();
        await harness.Engine.DisposeAsync();
        await ScribbleAsync(harness.DatabasePath, await RootOfAsync(harness.DatabasePath, "activities"));
        await harness.RestartAsync();

        await Until.TrueAsync("it cannot be written to", () => !harness.Engine.Health.Writable);
        Assert.Contains("is damaged", harness.Engine.Health.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DurableStoreException>(() => harness.Client.RaiseEventAsync("s-01", "Go", "on"));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public async Task LogCutShort_LosesCommits_AndTheEngineSaysHowMany(double kept)
    {
        await using var harness = await SleepersAsync();
        var copy = Path.Combine(harness.Folder.FullName, "cut.db");
        foreach (var part in new[] { string.Empty, "-wal" })
            File.Copy(harness.DatabasePath + part, copy + part);
        // As a process that was killed leaves it: the lock keeps the number of the last commit.
        await CopyLockAsync(harness, copy);
        await using (var log = new FileStream(copy + "-wal", FileMode.Open))
            log.SetLength((long)(log.Length * kept));

        await using var engine = await EngineHarness.OpenAsync(copy, Sleeper);
        await engine.StartAsync(CancellationToken.None);
        Assert.True(engine.Health.LostCommits > 0, "Commits are gone and nobody was told.");
        // What is left is whole: it runs on.
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", "new", new StartOrchestrationOptions("new"));
        await engine.Client.RaiseEventAsync("new", "Go", "on");
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        Assert.Equal("NEW on", (await engine.Client.WaitForInstanceCompletionAsync("new", true, limit.Token)).ReadOutputAs<string>());
        await engine.DisposeAsync();
        Invariants.Check(copy, Sleeper);
    }

    /// <summary>F03: the last frames of the log are torn, as a power cut tears them.</summary>
    [Fact]
    public async Task TornLog_OpensClean_WithEverythingBeforeTheTear()
    {
        await using var harness = await SleepersAsync();
        var copy = Path.Combine(harness.Folder.FullName, "torn.db");
        foreach (var part in new[] { string.Empty, "-wal" })
            File.Copy(harness.DatabasePath + part, copy + part);
        await using (var log = new FileStream(copy + "-wal", FileMode.Open))
        {
            // The middle of the last frame: half of it old, half of it nothing.
            log.Position = log.Length - 2_000;
            await log.WriteAsync(new byte[2_000]);
        }

        await using var engine = await EngineHarness.OpenAsync(copy, Sleeper);
        await engine.StartAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(EngineHarness.Limit);
        await engine.Client.RaiseEventAsync("s-00", "Go", "on", limit.Token);
        Assert.Equal("S-00 on", (await engine.Client.WaitForInstanceCompletionAsync("s-00", true, limit.Token)).ReadOutputAs<string>());
        await engine.DisposeAsync();
        Invariants.Check(copy, Sleeper);
    }

    private static async Task<EngineHarness> SleepersAsync(int padding = 0)
    {
        var harness = await EngineHarness.StartAsync(Sleeper);
        for (var i = 0; i < Others; i++)
            await harness.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", $"s-{i:00}{new string(' ', padding)}", new StartOrchestrationOptions($"s-{i:00}"));
        await harness.RestAsync();
        return harness;
    }

    private static void Sleeper(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Sleep", static async (context, name) =>
            $"{await context.CallActivityAsync<string>("Upper", name.Trim())} {await context.WaitForExternalEvent<string>("Go")}")
        .AddActivityFunc<string, string>("Upper", static (_, text) => text.ToUpperInvariant());

    // An instance that is found damaged at the call itself refuses it; one found damaged later has taken it.
    private static async Task RaiseAsync(EngineHarness harness, string id)
    {
        try
        {
            await harness.Client.RaiseEventAsync(id, "Go", "on");
        }
        catch (InvalidOperationException refused)
        {
            Assert.Contains("Failed state", refused.Message, StringComparison.Ordinal);
        }
        catch (DurableStoreException)
        {
            // Its page was found damaged by the write: nothing was acknowledged, and the engine has begun again without it.
            await Until.TrueAsync("it can be written to again", () => harness.Engine.Health.Writable);
        }
    }

    private static async Task AssertOthersGoOnAsync(EngineHarness harness, string damaged)
    {
        for (var i = 0; i < Others; i++)
        {
            var id = $"s-{i:00}";
            if (id == damaged)
                continue;
            await harness.Client.RaiseEventAsync(id, "Go", "on");
            Assert.Equal($"S-{i:00} on", (await harness.EndAsync(id)).ReadOutputAs<string>());
        }
    }

    private static async Task<int> UntilQuarantinedAsync(EngineHarness harness)
    {
        await Until.TrueAsync("an instance is put aside", () => harness.Engine.Health.Quarantined > 0);
        return harness.Engine.Health.Quarantined;
    }

    private static async Task DamageAsync(EngineHarness harness, string sql)
    {
        await harness.Engine.DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={harness.DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql.Replace(":key", "(select key from instances where id='s-07')", StringComparison.Ordinal);
#pragma warning restore CA2100
        Assert.True(await command.ExecuteNonQueryAsync() > 0, sql);
    }

    /// <summary>A leaf of the histories, in the middle of them.</summary>
    private static async Task<int> PageOfHistoryAsync(string path)
    {
        // The page of one long row of history: where its text lies in the file.
        var text = "s-20"u8.ToArray();
        var bytes = await File.ReadAllBytesAsync(path);
        var root = await RootOfAsync(path, "history");
        for (var at = bytes.AsSpan().IndexOf(text); at >= 0;)
        {
            var page = at / 4096;
            // A leaf of an index tree without row ids is of type 10.
            if (page != root - 1 && bytes[page * 4096] == 10 && bytes.AsSpan(at, 600).IndexOfAnyExcept((byte)' ', (byte)'s', (byte)'-') >= 0 && CountOf(bytes.AsSpan(page * 4096, 4096), (byte)' ') > 1_000)
                return page + 1;
            var next = bytes.AsSpan(at + 1).IndexOf(text);
            at = next < 0 ? -1 : at + 1 + next;
        }

        throw new InvalidOperationException("No page of histories was found.");
    }

    private static int CountOf(ReadOnlySpan<byte> bytes, byte value) => bytes.Count(value);

    private static async Task<int> RootOfAsync(string path, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select rootpage from sqlite_master where name=$table";
        command.Parameters.AddWithValue("$table", table);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ScribbleAsync(string path, int page)
    {
        await using var file = new FileStream(path, FileMode.Open);
        file.Position = (page - 1) * 4096L;
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
    }

    // The engine holds its lock: the number is read from what a second process would see once this one is dead.
    private static async Task CopyLockAsync(EngineHarness harness, string copy)
    {
        await harness.Engine.DisposeAsync();
        File.Copy(harness.DatabasePath + ".lock", copy + ".lock");
        await harness.RestartAsync();
    }
}
