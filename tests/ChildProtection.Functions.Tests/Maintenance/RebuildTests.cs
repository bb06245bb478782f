using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>Two stores in which the same cases are told; one of them is spoilt and made again.</summary>
public sealed class RebuildTests : IAsyncLifetime
{
    private readonly StoreFixture _untouched = new();
    private readonly StoreFixture _spoilt = new();

    public Task InitializeAsync() => _spoilt.InitializeAsync();

    public Task DisposeAsync() => Task.WhenAll(_untouched.DisposeAsync(), _spoilt.DisposeAsync());

    [Fact]
    public async Task Rebuild_OfSpoiltLists_HasWhatAnUntouchedStoreHas()
    {
        await _untouched.InitializeAsync();
        await SpoiltLists.OpenAsync(_untouched);
        await SpoiltLists.OpenAsync(_spoilt);
        var expected = await TableDump.OfListsAsync(_untouched.Tables);
        await SpoiltLists.SpoilAsync(_spoilt.Tables);
        Assert.NotEqual(expected, await TableDump.OfListsAsync(_spoilt.Tables));

        await SpoiltLists.RebuildAsync(_spoilt.Tables);

        Assert.Equal(expected, await TableDump.OfListsAsync(_spoilt.Tables));
    }

    [Fact]
    public async Task Rebuild_WhileTheSameCasesGoOn_LosesNothingAndTurnsNothingBack()
    {
        await _untouched.InitializeAsync();
        var expected = await SpoiltLists.OpenAsync(_untouched);
        foreach (var story in expected)
            await GoOnAsync(story);
        var cases = await SpoiltLists.OpenAsync(_spoilt);
        await SpoiltLists.SpoilAsync(_spoilt.Tables);

        var done = false;
        var rebuilding = Task.Run(async () =>
        {
            do
            {
                await SpoiltLists.RebuildAsync(_spoilt.Tables);
            }
            while (!Volatile.Read(ref done));
        });
        await Task.WhenAll(cases.Select(GoOnAsync));
        Volatile.Write(ref done, true);
        await rebuilding;

        Assert.Equal(await TableDump.OfListsAsync(_untouched.Tables), await TableDump.OfListsAsync(_spoilt.Tables));
    }

    /// <summary>Up to release 0.3 a name was one row, and no row was kept by local id.</summary>
    [Fact]
    public async Task Rebuild_AfterAnUpgrade_HasTheNewRowsInPlaceOfTheFormerOnes()
    {
        var story = await _spoilt.NamedAsync("Ida", "Quince");
        var expected = await TableDump.OfListsAsync(_spoilt.Tables);
        await foreach (
            var row in _spoilt.Tables.Index.QueryAsync<TableEntity>("PartitionKey ge 'local-' and PartitionKey lt 'worker-'"))
            await _spoilt.Tables.Index.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await _spoilt.Tables.Index.UpsertEntityAsync(
            new TableEntity("name-Q", $"QUINCE IDA~{story.CaseId}") { ["CaseId"] = story.CaseId });

        await SpoiltLists.RebuildAsync(_spoilt.Tables);

        Assert.Equal(expected, await TableDump.OfListsAsync(_spoilt.Tables));
    }

    [Fact]
    public async Task Rebuild_OfACaseThatIsGone_RemovesItsLinesAndTheChildsReservation()
    {
        var story = _spoilt.NewStory();
        await story.OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);
        await foreach (
            var row in _spoilt.Tables.Cases.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {story.CaseId}")))
            await _spoilt.Tables.Cases.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await _spoilt.Tables.Index.UpsertEntityAsync(new TableEntity("message-x", "case") { ["CaseId"] = story.CaseId });

        await SpoiltLists.RebuildAsync(_spoilt.Tables);

        Assert.Equal([$"Index CaseId={story.CaseId} | PartitionKey=message-x | RowKey=case"], await TableDump.OfListsAsync(_spoilt.Tables));
    }

    [Fact]
    public async Task Rebuild_WhileAReferralIsTakenIn_LeavesItsReservation()
    {
        var caseId = CaseIds.Of("tests", "under way");
        await new CaseInbox(_spoilt.Tables).AnnounceAsync(caseId, "event-1", "C-9", default);
        await ChildReservation.ReserveAsync(_spoilt.Tables.Index, "C-9", caseId, default);

        await SpoiltLists.RebuildAsync(_spoilt.Tables);

        Assert.Equal(caseId, await ChildReservation.HolderAsync(_spoilt.Tables.Index, "C-9", default));
    }

    [Fact]
    public async Task Rebuild_OfAChildWithAClosedAndAnOpenCase_ReservesForTheOpenOne()
    {
        var closed = _spoilt.NewStory();
        await closed.OpenAsync();
        await SpoiltLists.RaiseAsync(closed, "nfa", """{ "outcome": "noFurtherAction", "reason": "none" }""");
        var open = new StoredStory(_spoilt.Tables, CaseIds.Of("tests", "second"), closed.LocalId, "north");
        await open.OpenAsync();
        await open.Projection.PublishAllAsync(open.CaseId, default);
        var before = await TableDump.OfListsAsync(_spoilt.Tables);
        await _spoilt.Tables.Index.DeleteEntityAsync(ChildReservation.Partition(closed.LocalId), "case");

        await SpoiltLists.RebuildAsync(_spoilt.Tables);

        Assert.Equal(before, await TableDump.OfListsAsync(_spoilt.Tables));
        Assert.Equal(open.CaseId, await ChildReservation.HolderAsync(_spoilt.Tables.Index, closed.LocalId, default));
    }

    [Fact]
    public async Task Rebuild_ACaseThatCannotBeRead_IsPassedOverAndCounted()
    {
        await _untouched.InitializeAsync();
        await SpoiltLists.OpenAsync(_untouched);
        var cases = await SpoiltLists.OpenAsync(_spoilt);
        var expected = await TableDump.OfListsAsync(_untouched.Tables);
        await SpoiltLists.SpoilAsync(_spoilt.Tables);
        var bad = (await _spoilt.Tables.Cases.FindAsync(cases[0].CaseId, CaseKeys.Case, default))!;
        bad["State"] = "{ torn";
        await _spoilt.Tables.Cases.UpdateEntityAsync(bad, bad.ETag, TableUpdateMode.Replace);

        var progress = await SpoiltLists.RebuildAsync(_spoilt.Tables);

        Assert.True(progress.PassedOver > 0);
        var lists = await TableDump.OfListsAsync(_spoilt.Tables);
        string[] others = [.. lists.Where(line => !line.Contains(cases[0].CaseId, StringComparison.Ordinal))];
        Assert.Equal(
            expected.Where(line => !line.Contains(cases[0].CaseId, StringComparison.Ordinal) && !IsReservationOf(cases[0], line)),
            others.Where(line => !IsReservationOf(cases[0], line)));
    }

    [Fact]
    public async Task RemoveAsync_ManyPartitions_GoesOnAfterTheLastOneThatWasDone()
    {
        foreach (var team in (string[])["a", "b", "c"])
        {
            for (var line = 0; line < 3; line++)
                await _spoilt.Tables.Worklist.UpsertEntityAsync(new TableEntity(team, $"{line}"));
        }

        var strays = new OrphanedRowCleanup(_spoilt.Tables, NullLogger<OrphanedRowCleanup>.Instance);
        var first = await strays.RemoveAsync(_spoilt.Tables.Worklist, null, enough: 4, default);
        var second = await strays.RemoveAsync(_spoilt.Tables.Worklist, first.Cursor, enough: 4, default);

        Assert.Equal((new OperationPage("b", 6, 6), new OperationPage(null, 3, 3)), (first, second));
    }

    private static bool IsReservationOf(StoredStory story, string line) =>
        line.Contains(ChildReservation.Partition(story.LocalId), StringComparison.Ordinal);

    /// <summary>A few decisions more, each published.</summary>
    private static async Task GoOnAsync(StoredStory story)
    {
        if (story.State!.Stage == CaseStage.Referred)
            await SpoiltLists.RaiseAsync(story, "later", """{ "outcome": "assess" }""");
        for (var step = 0; step < 3 && story.State.NextCheckpoint() is not null; step++)
            await SpoiltLists.DecideAsync(story);
    }
}
