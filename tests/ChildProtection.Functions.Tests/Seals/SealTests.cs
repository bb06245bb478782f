using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Seals;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Seals;

/// <summary>What somebody with a key to the tables can do in silence: nothing that a seal or a chain does not show.</summary>
public sealed class SealTests(StoreFixture store) : IClassFixture<StoreFixture>, IAsyncLifetime, IDisposable
{
    private readonly SealedRecord _record = new(store);

    public Task InitializeAsync() => _record.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _record.Dispose();

    [Fact]
    public async Task Record_SealedAndUntouched_IsIntact()
    {
        await _record.SealAsync();
        await _record.ReadAsync(4);

        var result = await _record.VerifyAsync();

        Assert.True(result.Intact, string.Join('|', result.Findings));
        Assert.Equal((5, 5L), (result.Chain.Facts, result.SealedFacts));
        Assert.Equal(_record.Clock.GetUtcNow(), result.SealedAt);
    }

    [Fact]
    public async Task Chain_WhoseTailIsRewrittenWithItsHashes_IsFound()
    {
        await _record.SealAsync();
        await new Forger(store.Tables, _record.Story.CaseId).RewriteAsync(
            from: 3, json => json.Replace("New concern", "No concern", StringComparison.Ordinal));

        var result = await _record.VerifyAsync();

        // The chain alone says nothing: all of its hashes were made again.
        Assert.True(result.Chain.Intact);
        Assert.Equal([RecordFault.Facts], result.Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public async Task Facts_RemovedFromTheEndWithTheSnapshotSetBack_AreFound()
    {
        await _record.SealAsync();
        await new Forger(store.Tables, _record.Story.CaseId).CutAsync(after: 3);

        var result = await _record.VerifyAsync();

        Assert.Contains(RecordFault.Facts, result.Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public async Task State_ChangedBehindTheFacts_BreaksTheChain()
    {
        var row = (await store.Tables.Cases.FindAsync(_record.Story.CaseId, CaseKeys.Case, default))!;
        CaseRow.Write(row, _record.Story.State! with { LeadSocialWorker = "x.1" }, row.Need("LastHash"));
        await store.Tables.Cases.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(5, (await _record.VerifyAsync()).Chain.FirstBadSequence);
    }

    [Fact]
    public async Task Deadline_TurnedToMet_IsFound()
    {
        var (row, deadline) = await DeadlineAsync();
        var forged = DeadlineRow.New(_record.Story.CaseId, deadline with { Status = DeadlineStatus.Met, MetOn = deadline.DueOn });
        CommittedRows.SetSequence(forged, CommittedRows.Sequence(row));
        await store.Tables.Cases.UpdateEntityAsync(forged, ETag.All, TableUpdateMode.Replace);

        var found = Assert.Single((await _record.VerifyAsync()).Findings);

        Assert.Equal((RecordFault.Deadline, true), (found.Fault, found.Detail.Contains(deadline.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deadline_Removed_IsFound()
    {
        var (row, _) = await DeadlineAsync();
        await store.Tables.Cases.DeleteEntityAsync(row.PartitionKey, row.RowKey);

        Assert.Equal(RecordFault.Deadline, Assert.Single((await _record.VerifyAsync()).Findings).Fault);
    }

    [Fact]
    public async Task AccessEntry_Removed_IsFoundWithoutASeal()
    {
        var entry = (await _record.AccessRowsAsync())[1];
        await store.Tables.Access.DeleteEntityAsync(entry.PartitionKey, entry.RowKey);

        Assert.Equal(RecordFault.AccessLog, Assert.Single((await _record.VerifyAsync()).Findings).Fault);
    }

    [Fact]
    public async Task AccessEntry_UnderAnotherName_IsFoundWithoutASeal()
    {
        var entry = (await _record.AccessRowsAsync())[1];
        entry["Subject"] = "sw.9";
        await store.Tables.Access.UpdateEntityAsync(entry, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(RecordFault.AccessLog, Assert.Single((await _record.VerifyAsync()).Findings).Fault);
    }

    [Fact]
    public async Task AccessEntries_RemovedFromTheEndWithTheHeadSetBack_AreFound()
    {
        await _record.SealAsync();
        var rows = await _record.AccessRowsAsync();
        await store.Tables.Access.DeleteEntityAsync(rows[2].PartitionKey, rows[2].RowKey);
        var head = rows.Single(row => row.RowKey == AccessChain.Head);
        (head[AccessChain.Number], head[AccessChain.Hash]) = (2L, rows[1][AccessChain.Hash]);
        await store.Tables.Access.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(RecordFault.AccessLog, Assert.Single((await _record.VerifyAsync()).Findings).Fault);
    }

    [Fact]
    public async Task AccessLog_OfAWholeMonthRemoved_IsFoundByVerificationAndByTheNextNight()
    {
        await _record.SealAsync();
        foreach (var row in await _record.AccessRowsAsync())
            await store.Tables.Access.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        var partition = AccessRow.Partition(AccessRow.OfCase(_record.Story.CaseId), StoredStory.ReceivedAt);
        await store.Tables.Access.DeleteEntityAsync(AccessChain.Heads("2026-02"), partition);

        Assert.Equal(RecordFault.AccessLog, Assert.Single((await _record.VerifyAsync()).Findings).Fault);
        await _record.SealAsync();
        Assert.Contains("the whole month is missing", _record.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_RemovedWhole_IsFoundTheNextNight()
    {
        await _record.SealAsync();
        Assert.DoesNotContain(Hash(), _record.Logged, StringComparison.Ordinal);
        await foreach (var row in store.Tables.Cases.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {_record.Story.CaseId}")))
            await store.Tables.Cases.DeleteEntityAsync(row.PartitionKey, row.RowKey);

        await _record.SealAsync();

        Assert.Contains($"Seals exist for the record {Hash()}", _record.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publication_OfARewrittenChain_SaysSo()
    {
        await _record.SealAsync();
        await new Forger(store.Tables, _record.Story.CaseId).RewriteAsync(
            from: 3, json => json.Replace("New concern", "No concern", StringComparison.Ordinal));

        await _record.SealAsync();

        Assert.Contains($"Case {_record.Story.CaseId}: the record is not as it was written", _record.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_SignedByAnotherKey_IsFound()
    {
        await _record.SealWithAnotherKeyAsync();

        Assert.Contains(RecordFault.Seal, (await _record.VerifyAsync()).Findings.Select(finding => finding.Fault));
    }

    private string Hash() => TableKeys.Sha256(_record.Story.CaseId);

    private async Task<(TableEntity Row, Deadline Deadline)> DeadlineAsync()
    {
        var rows = await store.Tables.Cases.RowsAsync(_record.Story.CaseId, CaseKeys.DeadlinePrefix, default).ToListAsync();
        return (rows[0], DeadlineRow.Read(rows[0]));
    }
}
