using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Maintenance;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>One record is destroyed, whole and once, wherever the process ends on the way.</summary>
public sealed class RecordDisposalTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private readonly FailingPolicy _failing = new();

    [Fact]
    public async Task Dispose_EndedAfterEveryRequestToTheStore_IsFinishedByTheNextAttempt()
    {
        var tables = Failing();
        var before = await CountsAsync();
        var (ended, records) = (true, 0);
        for (var requests = 0; ended; requests++, records++)
        {
            var (story, disposal) = await ApprovedRecord.NewAsync(store);
            _failing.After(requests);
            ended = await EndsAsync(ApprovedRecord.Disposal(tables), disposal);
            await ApprovedRecord.Disposal(store.Tables).DestroyAsync(disposal, ApprovedRecord.Engine(), default);

            Assert.Empty(await TracesAsync(story));
            Assert.True(await Tombstone.StandsForAsync(store.Tables, story.CaseId, default));
        }

        Assert.True(records > 15, $"Only {records} places to end at were found.");
        // Each record had one deadline, which was met in time: counted once each, however often it was tried.
        var after = await CountsAsync();
        Assert.Equal(records, after.Met - before.Met);
        Assert.Equal(before.DaysLate, after.DaysLate);
    }

    [Fact]
    public async Task Dispose_ARecordThatIsHeldByThen_KeepsItAndTakesTheProposalAway()
    {
        var (story, disposal) = await ApprovedRecord.NewAsync(store);
        Assert.True(
            await new LegalHolds(store.Tables, story.Messages).ChangeAsync(
                story.CaseId, true, "sm.1", Role.ServiceManager, "an inquiry", StoredStory.ReceivedAt, default));

        Assert.False(await ApprovedRecord.Disposal(store.Tables).DestroyAsync(disposal, ApprovedRecord.Engine(), default));

        Assert.NotNull(await story.Reader.FindAsync(story.CaseId, default));
        Assert.False(await Tombstone.StandsForAsync(store.Tables, story.CaseId, default));
        Assert.Null(await store.Tables.Disposals.FindAsync(DisposalRow.Open, story.CaseId, default));
    }

    [Fact]
    public async Task Hold_OnARecordThatIsSealed_ComesTooLate()
    {
        var (story, disposal) = await ApprovedRecord.NewAsync(store);
        var row = (await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!;
        CaseRow.Seal(row);
        await store.Tables.Cases.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Null(
            await new LegalHolds(store.Tables, story.Messages).ChangeAsync(
                story.CaseId, true, "sm.1", Role.ServiceManager, "an inquiry", StoredStory.ReceivedAt, default));
        Assert.Null(await story.Reader.FindAsync(story.CaseId, default));
        await ApprovedRecord.Disposal(store.Tables).DestroyAsync(disposal, ApprovedRecord.Engine(), default);
        Assert.Empty(await TracesAsync(story));
    }

    [Fact]
    public async Task Dispose_OneOfTwoCasesOfAChild_LeavesTheOther()
    {
        var (first, disposal) = await ApprovedRecord.NewAsync(store);
        var second = new StoredStory(store.Tables, CaseIds.Of("tests", "second of " + first.LocalId), first.LocalId, "north");
        await second.OpenAsync();
        await SpoiltLists.RaiseAsync(second, "nfa", """{ "outcome": "noFurtherAction", "reason": "none" }""");
        await second.Projection.PublishAllAsync(second.CaseId, default);

        await ApprovedRecord.Disposal(store.Tables).DestroyAsync(disposal, ApprovedRecord.Engine(), default);

        Assert.NotNull(await second.Reader.FindAsync(second.CaseId, default));
        Assert.Equal(second.CaseId, await ChildReservation.HolderAsync(store.Tables.Index, first.LocalId, default));
    }

    [Fact]
    public async Task Dispose_ARecordOfAChildWhoIsKnownAgain_KeepsIt()
    {
        var (first, disposal) = await ApprovedRecord.NewAsync(store);
        await new StoredStory(store.Tables, CaseIds.Of("tests", "known again " + first.LocalId), first.LocalId, "north").OpenAsync();

        Assert.False(await ApprovedRecord.Disposal(store.Tables).DestroyAsync(disposal, ApprovedRecord.Engine(), default));

        Assert.NotNull(await first.Reader.FindAsync(first.CaseId, default));
        Assert.Null(await store.Tables.Disposals.FindAsync(DisposalRow.Open, first.CaseId, default));
    }

    [Fact]
    public async Task Dispose_ARecordThatTheScheduleKeepsForLongerByThen_KeepsIt()
    {
        var (story, disposal) = await ApprovedRecord.NewAsync(store);

        var record = ApprovedRecord.Disposal(store.Tables, schedule: RetentionSchedule.Shipped);
        Assert.False(await record.DestroyAsync(disposal, ApprovedRecord.Engine(), default));

        Assert.NotNull(await story.Reader.FindAsync(story.CaseId, default));
    }

    private static async Task<bool> EndsAsync(RecordDisposal record, StoredDisposal disposal)
    {
        try
        {
            await record.DestroyAsync(disposal, ApprovedRecord.Engine(), default);
            return false;
        }
        catch (EndedException)
        {
            return true;
        }
    }

    private CaseTables Failing()
    {
        var options = new TableClientOptions();
        options.AddPolicy(_failing, HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 0;
        return new CaseTables(new TableServiceClient(store.ConnectionString, options));
    }

    private async Task<IReadOnlyList<string>> TracesAsync(StoredStory story)
    {
        List<string> traces = [];
        foreach (var table in (TableClient[])[.. store.Tables.Lists, store.Tables.Cases, store.Tables.Pending, store.Tables.Disposals])
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                var text = string.Join('|', row.Select(property => Convert.ToString(property.Value, CultureInfo.InvariantCulture)));
                if (text.Contains(story.CaseId, StringComparison.Ordinal) || text.Contains(story.LocalId + "|", StringComparison.Ordinal))
                    traces.Add($"{table.Name} {row.PartitionKey} {row.RowKey}");
            }
        }

        return traces;
    }

    private async Task<(long Met, long DaysLate)> CountsAsync() =>
        await store.Tables.Timeliness.FindAsync("2026-02-referralDecision", TimelinessFold.Row, default) is { } row
            ? (row.GetInt64("Met") ?? 0, row.GetInt64("DaysLate") ?? 0)
            : (0, 0);
}
