using Azure.Core;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Maintenance;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Approvals;

/// <summary>Approvals in the case's partition and in the list of the team that decides.</summary>
public sealed class ApprovalStoreTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Decided = new(2026, 2, 5, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Publish_Escalation_StandsInTheListUntilItIsDecidedAndIsKept()
    {
        var (story, id) = await EscalatedAsync();
        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Open));

        await DecideAsync(story, id, "decide");
        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Empty(await ListAsync(story, ApprovalStatus.Open));
        Assert.Empty(await ListAsync(story, ApprovalStatus.Declined));
        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Approved));
        var stored = (await new ApprovalReader(store.Tables).FindAsync(id, default))!;
        Assert.Equal(("The chair was ill.", "north", ApprovalStatus.Approved), (stored.Reason, stored.Team, stored.Approval.Status));
        Assert.Equal(("svc.1", Decided), (stored.Approval.Decision!.By, stored.Approval.EndedAt!.Value));
    }

    [Fact]
    public async Task Publish_AnOldOutboxAfterANewOne_BringsNothingBack()
    {
        var (story, id) = await EscalatedAsync(publish: false);
        var raised = story.State!.Sequence;
        await DecideAsync(story, id, "decide");

        await story.Projection.PublishAsync(story.CaseId, story.State.Sequence, default);
        await story.Projection.PublishAsync(story.CaseId, raised, default);

        Assert.Empty(await ListAsync(story, ApprovalStatus.Open));
        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Approved));
    }

    [Fact]
    public async Task Commit_TwoDecisionsFromOneState_OneWinsAndTheOtherIsDecidedAgain()
    {
        var (story, id) = await EscalatedAsync();
        var (first, second) = (Decision(id, "first"), Decision(id, "second"));
        await story.StoreAsync(first, StoredStory.Signal(first));
        await story.StoreAsync(second, StoredStory.Signal(second));
        var late = CaseLifecycle.Decide(
            story.State,
            StoredStory.Signal(second),
            CaseContexts.For(story.State, StoredStory.Signal(second), ProcedureCatalogue.Shipped, Decided));

        Assert.Equal(CommitStatus.Written, (await story.DecideAsync(StoredStory.Signal(first), Decided)).Status);
        Assert.Equal(CommitStatus.Stale, (await story.CommitAsync(StoredStory.Signal(second), late)).Status);
        Assert.Equal(CommitStatus.Written, (await story.DecideAsync(StoredStory.Signal(second), Decided)).Status);

        Assert.Equal(EventStatus.Accepted, (await story.Reader.FindEventAsync(story.CaseId, "svc.1", "first", default))!.Status);
        var refused = (await story.Reader.FindEventAsync(story.CaseId, "svc.1", "second", default))!;
        Assert.Equal((EventStatus.Rejected, null), (refused.Status, refused.Field));
    }

    [Fact]
    public async Task Publish_WithdrawnByTheEvent_LeavesTheOpenList()
    {
        var (story, id) = await EscalatedAsync();

        await story.RaiseAsync(
            StoredStory.Request("assess", new DateOnly(2026, 2, 5), new ReferralDecision { Outcome = ReferralOutcome.Assess }), Decided);
        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Empty(await ListAsync(story, ApprovalStatus.Open));
        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Withdrawn));
        Assert.Null((await new ApprovalReader(store.Tables).FindAsync(id, default))!.Reason);
    }

    [Fact]
    public async Task List_RestrictedCase_IsForThoseWhoKnowOfIt()
    {
        var (story, id) = await EscalatedAsync();
        var restrictions = new CaseRestrictions(store.Tables, story.Projection, new CaseInbox(store.Tables));

        await restrictions.PutAsync(story.CaseId, For("mgr.9"), By, default);
        Assert.Empty(await ListAsync(story, ApprovalStatus.Open));
        await restrictions.PutAsync(story.CaseId, For("mgr.1"), By, default);
        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Open));
    }

    [Fact]
    public async Task Restrict_WhileAListRefusesItsRow_IsRefusedAndChangesNothing()
    {
        var (story, id) = await EscalatedAsync();
        var refused = new RefusingPolicy(
            request => request.Method != RequestMethod.Get && request.Uri.Path.Contains("/Approvals", StringComparison.Ordinal));
        var publisher = new CasePublisher(store.Through(refused), story.Sent, NullLogger<CasePublisher>.Instance);
        var restrictions = new CaseRestrictions(store.Tables, publisher, new CaseInbox(store.Tables));

        await Assert.ThrowsAsync<InvalidOperationException>(() => restrictions.PutAsync(story.CaseId, For("mgr.9"), By, default));

        Assert.Null(await restrictions.FindAsync(story.CaseId, default));
        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Open));
    }

    /// <summary>Or a manager could hide a case from every list by ending the request in time, and leave no restriction.</summary>
    [Fact]
    public async Task Restrict_BrokenOffBeforeItIsStored_IsShownAgainByTheSweep()
    {
        var (story, id) = await EscalatedAsync();
        var tables = store.Through(new RefusingPolicy(request => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal)));
        var restrictions = new CaseRestrictions(tables, story.Projection, new CaseInbox(tables));
        await Assert.ThrowsAnyAsync<Exception>(() => restrictions.PutAsync(story.CaseId, For("mgr.9"), By, default));
        Assert.Empty(await ListAsync(story, ApprovalStatus.Open));
        await LetTimePassAsync(story);

        await new WatchHarness(store.Tables).SweepAsync();

        Assert.Equal([(id, 1)], await ListAsync(story, ApprovalStatus.Open));
    }

    /// <summary>What was announced counts as broken off after some minutes.</summary>
    private async Task LetTimePassAsync(StoredStory story)
    {
        var announced = await store.Tables.Pending
            .QueryAsync<TableEntity>(row => row.GetString("CaseId") == story.CaseId).ToListAsync();
        foreach (var row in announced)
        {
            var minute = CaseKeys.Minute(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(10));
            await store.Tables.Pending.PutAsync(PendingRow.New(minute, story.CaseId, row.Need("Row")), default);
            await store.Tables.Pending.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    private static StoredActor Decider { get; } = new("svc.1", null, Role.ServiceManager, null);

    private static RestrictionChange By { get; } =
        new(new StoredActor("sm.1", null, Role.ServiceManager, null), Decided, new DateOnly(2026, 2, 5));

    private static Restriction For(string account) => new()
    {
        Category = RestrictionCategory.StaffFamily,
        Reason = "a colleague's child",
        Approver = "sm.1",
        ApprovedAt = Decided,
        ReviewOn = new DateOnly(2026, 5, 6),
        Allowed = [account],
    };

    private async Task<(StoredStory, ApprovalId)> EscalatedAsync(bool publish = true)
    {
        var story = store.NewStory();
        await story.OpenAsync();
        while (story.State!.Approvals.Count == 0)
        {
            var next = story.State.NextCheckpoint()!;
            await story.DecideAsync(next, next.At);
        }

        if (publish)
            await story.Projection.PublishAllAsync(story.CaseId, default);
        return (story, new ApprovalId(story.CaseId, 1));
    }

    private static Task<CommitResult> DecideAsync(StoredStory story, ApprovalId id, string key) =>
        story.RaiseAsync(Decision(id, key), Decided);

    private static EventRequest Decision(ApprovalId id, string key) =>
        StoredStory.Request(
            key,
            new DateOnly(2026, 2, 5),
            System.Text.Json.JsonSerializer.Deserialize<ApprovalDecided>(
                $$"""{ "approvalId": "{{id.InCase}}", "decision": "approve", "reason": "The chair was ill.", "recoverBy": "2026-02-09" }""",
                DomainJson.Record)!,
            by: Decider);

    private async Task<IReadOnlyList<(ApprovalId, int)>> ListAsync(StoredStory story, ApprovalStatus status)
    {
        var listed = await new ApprovalReader(store.Tables).ListAsync(
            new ApprovalQuery
            {
                Team = "north",
                Status = status,
                Reader = new("mgr.1", false),
                Limit = 500,
            },
            default);
        return [.. listed.Items.Where(item => item.Id.CaseId == story.CaseId).Select(item => (item.Id, item.Approval.Tier))];
    }
}
