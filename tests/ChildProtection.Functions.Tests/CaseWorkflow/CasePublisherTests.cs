using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

public sealed class CasePublisherTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Publish_OpenDeadline_StandsInTheWorklistUntilItEnds()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await story.Projection.PublishAsync(story.CaseId, 1, default);
        Assert.Equal([DeadlineKinds.ReferralDecision], await WorklistAsync(story));

        await story.RaiseAsync(
            StoredStory.Request("decision", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess }), Now);
        await story.Projection.PublishAsync(story.CaseId, 2, default);

        Assert.Equal([DeadlineKinds.Assessment], await WorklistAsync(story));
        var ended = (await store.Tables.Timeliness.FindAsync("2026-02-referralDecision", $"{story.CaseId}-referralDecision-1", default))!;
        Assert.Equal(("Met", 0), (ended.Need("Status"), ended.GetInt32("DaysLate")));
    }

    [Fact]
    public async Task Publish_AnOldOutboxAfterANewOne_BringsNothingBack()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await story.RaiseAsync(
            StoredStory.Request("decision", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess }), Now);

        await story.Projection.PublishAsync(story.CaseId, 2, default);
        await story.Projection.PublishAsync(story.CaseId, 1, default);

        Assert.Equal([DeadlineKinds.Assessment], await WorklistAsync(story));
    }

    [Fact]
    public async Task Publish_Done_LeavesNeitherOutboxNorThread()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var checkpoint = story.State!.NextCheckpoint()!;
        await story.DecideAsync(checkpoint, checkpoint.At);

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Empty(await store.Tables.Cases.RowsAsync(story.CaseId, CaseKeys.OutboxPrefix, default).ToListAsync());
        Assert.Empty(
            await store.Tables.Pending.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"CaseId eq {story.CaseId}")).ToListAsync());
    }

    [Fact]
    public async Task List_ByReferenceOrLocalId_FindsTheCaseAlone()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);
        var reference = (await story.Reader.FindAsync(story.CaseId, default))!.Reference;
        var reader = new CaseIndexReader(store.Tables);

        foreach (var text in new[] { reference, $" {reference.ToLowerInvariant()} ", story.LocalId, $"\u00a0{story.LocalId} " })
        {
            var found = await reader.ListAsync(new CaseQuery { Q = text, Reader = new("sw.1", false), Limit = 500 }, default);

            Assert.Equal([story.CaseId], found.Items.Select(item => item.CaseId));
        }
    }

    [Fact]
    public async Task List_ByLocalId_HasEarlierCasesOfTheChild()
    {
        var first = store.NewStory();
        await first.OpenAsync();
        await first.Projection.PublishAllAsync(first.CaseId, default);
        var second = new StoredStory(store.Tables, CaseIds.Of("tests", "second of the child"), first.LocalId, "north");
        await second.OpenAsync();
        await second.Projection.PublishAllAsync(second.CaseId, default);

        var found = await new CaseIndexReader(store.Tables).ListAsync(
            new CaseQuery { Q = first.LocalId, Reader = new("sw.1", false), Limit = 500 }, default);

        Assert.Equal([first.CaseId, second.CaseId], found.Items.Select(item => item.CaseId).OrderBy(id => id == second.CaseId));
    }

    [Fact]
    public async Task List_Pages_EveryCaseOnce()
    {
        for (var number = 0; number < 5; number++)
        {
            var story = store.NewStory();
            await story.OpenAsync();
            await story.Projection.PublishAllAsync(story.CaseId, default);
        }

        var reader = new CaseIndexReader(store.Tables);
        List<string> seen = [];
        for (string? cursor = null; ;)
        {
            var page = await reader.ListAsync(
                new CaseQuery { Team = "north", Reader = new("sw.1", false), Limit = 2, Cursor = cursor }, default);
            seen.AddRange(page.Items.Select(item => item.CaseId));
            if ((cursor = page.NextCursor) is null)
                break;
        }

        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task List_ForeignCursor_IsRefused() =>
        await Assert.ThrowsAsync<InvalidCursorException>(() =>
            new CaseIndexReader(store.Tables).ListAsync(
                new CaseQuery
                {
                    Team = "north",
                    Reader = new("sw.1", false),
                    Limit = 2,
                    Cursor = "zz",
                },
                default));

    private async Task<IReadOnlyList<string>> WorklistAsync(StoredStory story)
    {
        var list = await new WorklistReader(store.Tables).ListAsync(
            new WorklistQuery
            {
                Team = "north",
                Reader = new("sw.1", false),
                Limit = 500,
            },
            default);
        return [.. list.Items.Where(item => item.CaseId == story.CaseId).Select(item => item.Kind)];
    }
}
