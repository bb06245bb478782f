using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>Decisions that change more deadlines than a transaction holds rows: the publication writes those.</summary>
public sealed class LargeDecisionTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Commit_APlanThatReplaces44Actions_IsRecordedAndShownBeforeItIsPublished()
    {
        var story = await ReplacedAsync();

        var shown = await story.Reader.DeadlinesAsync(story.CaseId, default);

        Assert.Equal(44, Actions(shown, DeadlineStatus.Open));
        Assert.Equal(44, shown.Count(deadline => deadline.Kind == DeadlineKinds.PlanAction && !deadline.IsOpen));
        Assert.Equal(44, (await LargePlan.RowsAsync(store.Tables, story, CaseKeys.DeadlinePrefix + DeadlineKinds.PlanAction)).Count);
    }

    [Fact]
    public async Task Publish_APlanThatReplaces44Actions_WritesEveryRowAndList()
    {
        var story = await ReplacedAsync();
        var before = await story.Reader.DeadlinesAsync(story.CaseId, default);

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Empty(await LargePlan.RowsAsync(store.Tables, story, CaseKeys.OutboxPrefix));
        var rows = await LargePlan.RowsAsync(store.Tables, story, CaseKeys.DeadlinePrefix);
        Assert.Equal(
            before.Select(deadline => (deadline.Id, deadline.Status)).Order(),
            rows.Select(DeadlineRow.Read).Select(deadline => (deadline.Id, deadline.Status)).Order());
        Assert.Equal(44, await WorklistAsync(story, DeadlineKinds.PlanAction));
    }

    [Fact]
    public async Task Commit_SixtyActionsAndFourteenAgencies_AddsFourRows()
    {
        var story = await LargePlan.OpenAsync(store.NewStory(), agencies: 14);
        var before = await LargePlan.AllAsync(store.Tables, story);

        await LargePlan.RaiseAsync(story, "2026-03-06", LargePlan.Agreed(1, 60));

        var added = (await LargePlan.AllAsync(store.Tables, story)).Except(before).Select(key => key.Split('-')[0]);
        Assert.Equal(["event", "fact", "outbox", "plan"], added.Order());
    }

    [Fact]
    public async Task CommitCase_SixtyActionsAndFourteenAgencies_IsPublishedAtOnce()
    {
        var story = await LargePlan.OpenAsync(store.NewStory(), agencies: 14);
        await LargePlan.RaiseAsync(story, "2026-03-06", LargePlan.Agreed(1, 60));

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Equal(60, await WorklistAsync(story, DeadlineKinds.PlanAction));
        Assert.Equal(14 + 1, await WorklistAsync(story, DeadlineKinds.Acceptance));
    }

    private async Task<StoredStory> ReplacedAsync()
    {
        var story = await LargePlan.OpenAsync(store.NewStory(), agencies: 3);
        await LargePlan.RaiseAsync(story, "2026-03-06", LargePlan.Agreed(1, 44));
        await story.Projection.PublishAllAsync(story.CaseId, default);
        await LargePlan.RaiseAsync(story, "2026-03-09", LargePlan.Agreed(2, 44));
        return story;
    }

    private static int Actions(IEnumerable<Deadline> deadlines, DeadlineStatus status) =>
        deadlines.Count(deadline => deadline.Kind == DeadlineKinds.PlanAction && deadline.Status == status);

    private async Task<int> WorklistAsync(StoredStory story, string kind)
    {
        var list = await new WorklistReader(store.Tables).ListAsync(
            new WorklistQuery { Team = "north", Reader = new("sw.1", false), Limit = 500 }, default);
        return list.Items.Count(item => item.CaseId == story.CaseId && item.Kind == kind);
    }
}
