using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Teams;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Worklists;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>N-12: a case that changes its team leaves the lists of the one and stands in those of the other.</summary>
public sealed class TeamMoveTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly StoredActor ServiceManager = new("sm.1", null, Role.ServiceManager, null);
    private static readonly StoredActor Sender = new("mgr.1", null, Role.TeamManager, null) { Team = "left" };

    [Fact]
    [Obligation("N-12")]
    public async Task Publish_TeamChanged_MovesWorklistAndIndex()
    {
        var story = await AssessingAsync("left");

        await RaiseAsync(story, "move", Move("reached"), ServiceManager);

        Assert.Empty(await LinesAsync(story, "left"));
        Assert.NotEmpty(await LinesAsync(story, "reached"));
        Assert.Null(await store.Tables.Index.FindAsync(CaseIndexRows.Team("left"), story.CaseId, default));
        Assert.NotNull(await store.Tables.Index.FindAsync(CaseIndexRows.Team("reached"), story.CaseId, default));
    }

    [Fact]
    public async Task Publish_TeamChangedTwiceLateAndTwice_EndsWithTheLastTeam()
    {
        var story = await AssessingAsync("left");
        await RaiseAsync(story, "one", Move("reached"), ServiceManager, publish: false);
        await RaiseAsync(story, "two", Move("last"), ServiceManager, publish: false);

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Empty(await LinesAsync(story, "left"));
        Assert.Empty(await LinesAsync(story, "reached"));
        Assert.NotEmpty(await LinesAsync(story, "last"));
    }

    [Fact]
    public async Task Publish_TheSenderAsks_TheRequestWaitsWithTheReceivingTeam()
    {
        var story = await AssessingAsync("left");

        await RaiseAsync(story, "ask", Move("asked"), Sender);

        var waiting = Assert.Single(await ApprovalsAsync("asked"));
        Assert.Equal((ApprovalKind.TeamTransfer, "asked"), (waiting.Approval.Kind, waiting.Team));
        Assert.DoesNotContain(await ApprovalsAsync("left"), one => one.Id.CaseId == story.CaseId);
        Assert.NotEmpty(await LinesAsync(story, "left"));
    }

    [Fact]
    [Obligation("N-11")]
    public async Task List_Unallocated_HasTheCaseUntilALeadIsAllocated()
    {
        var story = await AssessingAsync("longest");
        var before = await UnallocatedAsync("longest");

        await RaiseAsync(
            story,
            "lead",
            new WorkerAllocated { Worker = new() { Id = "sw.1", Qualified = true }, Role = AllocationRole.Lead, From = On },
            ServiceManager);

        Assert.Equal([(story.CaseId, On)], before.Select(one => (one.Case.CaseId, one.Since)));
        Assert.Empty(await UnallocatedAsync("longest"));
    }

    [Fact]
    public async Task List_UnlistedTeam_StandsFirstEvenBeforeTheDecision()
    {
        var (listed, unlisted) = (await AssessingAsync("north"), store.NewStory("nroth"));
        await unlisted.OpenAsync();
        await unlisted.Projection.PublishAllAsync(unlisted.CaseId, default);

        var found = await UnallocatedAsync(team: null);

        Assert.False(found[0].TeamListed);
        Assert.Contains(found, one => one.Case.CaseId == unlisted.CaseId);
        Assert.True(found.Single(one => one.Case.CaseId == listed.CaseId).TeamListed);
        Assert.Equal(found.Select(one => one.TeamListed).Order(), found.Select(one => one.TeamListed));
    }

    private static DateOnly On => new(2026, 2, 3);

    private static TeamChanged Move(string team) => new()
    {
        ToTeam = team,
        Reason = Sample.Text("reason"),
        HandoverOn = On,
        FamilyTold = true,
    };

    private async Task<StoredStory> AssessingAsync(string team)
    {
        var story = store.NewStory(team);
        await story.OpenAsync();
        await RaiseAsync(story, "assess", new ReferralDecision { Outcome = ReferralOutcome.Assess }, ServiceManager);
        return story;
    }

    private static async Task RaiseAsync(StoredStory story, string id, CaseEvent data, StoredActor actor, bool publish = true)
    {
        await story.RaiseAsync(
            StoredStory.Request(id, On, data) with { Actor = actor }, new DateTimeOffset(On, new TimeOnly(12, 0), TimeSpan.Zero));
        if (publish)
            await story.Projection.PublishAllAsync(story.CaseId, default);
    }

    private async Task<IReadOnlyList<string>> LinesAsync(StoredStory story, string team)
    {
        List<string> keys = [];
        await foreach (var row in store.Tables.Worklist.RowsAsync(WorklistRow.Partition(team), "2", default))
            if (row.GetString("CaseId") == story.CaseId)
                keys.Add(row.RowKey);
        return keys;
    }

    private async Task<IReadOnlyList<StoredApproval>> ApprovalsAsync(string team) =>
        (await new ApprovalReader(store.Tables).ListAsync(
            new ApprovalQuery { Team = team, Reader = new("sm.1", false), Status = ApprovalStatus.Open, Limit = 50 }, default)).Items;

    private Task<IReadOnlyList<UnallocatedCase>> UnallocatedAsync(string? team) =>
        new UnallocatedReader(store.Tables).ListAsync(
            team, new("sm.1", false), team is null or "north" ? TeamList.Shipped : Own(team), default);

    private static TeamList Own(string team)
    {
        var listed = TeamList.Shipped.Default with { Code = team };
        return new TeamList { Teams = [listed], Default = listed };
    }
}
