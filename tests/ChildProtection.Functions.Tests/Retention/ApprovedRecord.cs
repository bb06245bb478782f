using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Tests.Maintenance;
using ChildProtection.Functions.Tests.Maintenance.Hosted;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>A closed case whose disposal was approved, and what destroys it.</summary>
internal static class ApprovedRecord
{
    private static RetentionSchedule AtOnce { get; } = RetentionSchedule.Read(new ProcedureFile("at once", OperatedApp.AtOnce));

    public static async Task<(StoredStory Story, StoredDisposal Disposal)> NewAsync(StoreFixture store)
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await SpoiltLists.RaiseAsync(story, "nfa", """{ "outcome": "noFurtherAction", "reason": "none" }""");
        var disposal = new StoredDisposal
        {
            CaseId = story.CaseId,
            Team = "north",
            Reference = (await story.Reader.FindAsync(story.CaseId, default))!.Reference,
            Category = RecordCategory.ChildInNeed,
            ClosedOn = new DateOnly(2026, 2, 3),
            DueOn = new DateOnly(2047, 2, 3),
            Explanation = "long enough",
            Schedule = "X 1",
            ProposedAt = StoredStory.ReceivedAt,
            Status = DisposalStatus.Approved,
            RecommendedBy = "sm.1",
            DecidedBy = "head.1",
            DecidedAt = StoredStory.ReceivedAt,
        };
        await store.Tables.Disposals.UpsertEntityAsync(DisposalRow.New(disposal));
        return (story, disposal);
    }

    /// <summary>An engine that has forgotten the case.</summary>
    public static DurableTaskClient Engine()
    {
        var client = new Mock<DurableTaskClient>("test");
        client
            .Setup(one => one.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((OrchestrationMetadata?)null);
        return client.Object;
    }

    public static RecordDisposal Disposal(CaseTables tables, MailFolder? mail = null, RetentionSchedule? schedule = null) =>
        new(
            tables,
            new KeptRecords(tables, schedule ?? AtOnce),
            new CaseInbox(tables),
            new CasePublisher(tables, new SentNotifications(), NullLogger<CasePublisher>.Instance),
            Mock.Of<IDeadLetters>(),
            new MailRecords(new MailStore(tables), mail ?? new MailFolder(null), tables),
            TimeProvider.System,
            NullLogger<RecordDisposal>.Instance);
}
