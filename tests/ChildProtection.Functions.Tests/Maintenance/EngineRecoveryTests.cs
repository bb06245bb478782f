using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>An engine that has lost every case has them all again within one run of the watch, and says how far it is until then.</summary>
public sealed class EngineRecoveryTests(ManyCases cases) : IClassFixture<ManyCases>, IAsyncLifetime
{
    private readonly WatchHarness _watched = new(cases.Store.Tables, new StandingClock(StoredStory.ReceivedAt));

    private Azure.Data.Tables.TableClient Index => cases.Store.Tables.Index;

    /// <summary>A round begins at the first case, whatever test was before.</summary>
    public Task InitializeAsync() => Index.DeleteEntityAsync(WatchRound.Partition, WatchRound.Row);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Run_OnAnEngineThatLostEveryCase_StartsThemAllInOneRun()
    {
        await _watched.WatchAsync();

        Assert.Equal(ManyCases.Count, _watched.Engine.Started.Select(started => started.Id).Distinct().Count());
        Assert.Equal(ManyCases.Count, _watched.Engine.Started.Count);
        Assert.All(_watched.Engine.Started, started => Assert.NotNull(started.Input!.State));
        Assert.Null(await RecoveryProgress.ReadAsync(Index, default));
        Assert.True(_watched.Heard("it has lost them"));
    }

    [Fact]
    public async Task Run_OnAnEngineThatKnowsAFewCases_KeepsToItsShare()
    {
        // Failed or running: an engine that knows some has not lost them all.
        foreach (var (number, row) in (await OpenCases.PageAsync(Index, "", "", ManyCases.Count, default)).Index())
        {
            if (number % 10 == 0)
                _watched.Engine.Instances[row.RowKey] = OrchestrationRuntimeStatus.Failed;
        }

        await _watched.WatchAsync();

        Assert.Equal(WatchRound.Share, _watched.Engine.Started.Count);
        Assert.False(_watched.Heard("it has lost them"));
    }

    [Fact]
    public async Task Run_BrokenOffInTheMiddle_GoesOnWhereItWas()
    {
        // A share and a page: two calls for each case that is started, one for each that runs by then.
        var answers = 0;
        _watched.Engine.Failure = _ => Interlocked.Increment(ref answers) > 500 ? MockedEngine.Rpc(StatusCode.Unavailable) : null;

        await _watched.WatchAsync();
        var progress = await RecoveryProgress.ReadAsync(Index, default);
        _watched.Engine.Failure = _ => null;
        await _watched.WatchAsync();

        Assert.Equal((200, ManyCases.Count), (progress?.Done, progress?.Open));
        Assert.Equal(ManyCases.Count, _watched.Engine.Started.Count);
        Assert.Null(await RecoveryProgress.ReadAsync(Index, default));
    }
}

/// <summary>More open cases than a share of the watch's round and than a page of the recovery.</summary>
public sealed class ManyCases : IAsyncLifetime
{
    internal const int Count = 205;

    internal StoreFixture Store { get; } = new();

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancel) =>
        {
            var story = Store.NewStory();
            await story.OpenAsync();
            await story.Projection.PublishAllAsync(story.CaseId, cancel);
        });
    }

    public Task DisposeAsync() => Store.DisposeAsync();
}
