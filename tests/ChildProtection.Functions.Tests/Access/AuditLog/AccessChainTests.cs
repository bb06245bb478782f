using Azure.Data.Tables;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Access.AuditLog;

/// <summary>Entries that come at once, twice or beside older ones end in one chain.</summary>
public sealed class AccessChainTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset At = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Entries_OfThreeInstancesAtOnce_AreOneChain()
    {
        AccessLog[] instances = [new(store.Tables), new(store.Tables), new(store.Tables)];
        var caseId = Guid.NewGuid().ToString();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => instances[number % 3].AppendAsync(Entry(caseId, number), 1, default)));

        var month = await MonthAsync(caseId);
        Assert.Equal((30, null), (month.Entries, month.FirstBad));
    }

    [Fact]
    public async Task Entry_AppendedTwice_IsThereOnce()
    {
        var caseId = Guid.NewGuid().ToString();
        await new AccessLog(store.Tables).AppendAsync(Entry(caseId, 1), 1, default);

        await new AccessLog(store.Tables).AppendAsync(Entry(caseId, 1), 1, default);

        var month = await MonthAsync(caseId);
        Assert.Equal((1, null), (month.Entries, month.FirstBad));
    }

    /// <summary>On a clock that stands, those of before may have the same time, and any order with the first link.</summary>
    [Theory]
    [InlineData(1, "a", null)]
    [InlineData(2, "z", null)]
    [InlineData(3, "a", 2L)]
    public async Task Entries_OfAReleaseBeforeTheChain_DoNotBreakItUnlessTheyAreNewer(int second, string invocation, long? firstBad)
    {
        var caseId = Guid.NewGuid().ToString();
        foreach (var row in AccessRow.Of(Entry(caseId, second) with { InvocationId = invocation }, 1))
            await store.Tables.Access.AddEntityAsync(row);

        await new AccessLog(store.Tables).AppendAsync(Entry(caseId, 2) with { InvocationId = "m" }, 1, default);

        var month = await MonthAsync(caseId);
        Assert.Equal((1, firstBad), (month.Entries, month.FirstBad));
    }

    [Fact]
    public async Task Entries_OfARecordThatIsGone_LeaveTheirLinksInAMonthWithOthers()
    {
        var log = new AccessLog(store.Tables);
        var (gone, kept) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        foreach (var (caseId, number) in ((string, int)[])[(gone, 1), (kept, 2)])
            await log.AppendAsync(Entry(caseId, number) with { Subject = "both.1" }, 1, default);

        await AccessLogTrim.RunAsync(store.Tables, At.AddMonths(1), caseId => Task.FromResult(caseId != gone), default);

        var rows = await RowsAsync(AccessRow.OfSubject("both.1"));
        Assert.Equal(kept, Assert.Single(rows, row => row.GetString("CaseId") is not null).GetString("CaseId"));
        Assert.Null(AccessMonth.Of("x-2026-02", rows, mayBeEmptied: true).FirstBad);
        // In a month that is not old enough, the same is a removed entry.
        Assert.Equal(1, AccessMonth.Of("x-2026-02", rows, mayBeEmptied: false).FirstBad);
        Assert.Empty(await RowsAsync(AccessRow.OfCase(gone)));
        var query = new AccessQuery { From = At.AddDays(-1), Until = At.AddDays(1), Limit = 10 };
        Assert.Equal(kept, Assert.Single((await log.OfSubjectAsync("both.1", query, static _ => new(true), default)).Items).CaseId);
    }

    private static AccessEntry Entry(string caseId, int number) => new()
    {
        At = At.AddSeconds(number),
        Subject = $"sw.{number % 4}",
        Role = "SocialWorker",
        Section = "GetCase",
        Kind = AccessKind.Read,
        CaseId = caseId,
        InvocationId = $"{caseId}-{number}",
    };

    private async Task<AccessMonth> MonthAsync(string caseId) =>
        AccessMonth.Of("x-2026-02", await RowsAsync(AccessRow.OfCase(caseId)), mayBeEmptied: false);

    private async Task<List<TableEntity>> RowsAsync(string who) =>
        await store.Tables.Access.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {AccessRow.Partition(who, At)}")).ToListAsync();
}
