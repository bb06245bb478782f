using Azure;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.SubmitEvent;

/// <summary>A referral that the store refuses does not keep the child from the next one.</summary>
public sealed class ReservationUndoTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("/Cases")]
    [InlineData("/Index")]
    public async Task Open_ReferralThatTheStoreRefuses_GivesTheChildBackAtOnce(string table)
    {
        var story = store.NewStory();
        var tables = store.Through(
            new RefusingPolicy(request => request.Method.Method == "POST" && request.Uri.Path.EndsWith(table, StringComparison.Ordinal)));
        var submission = new EventSubmission(
            tables, new CaseInbox(tables), new EventWaiters(), new CaseWorkflowClient(tables), ProcedureCatalogue.Shipped,
            new StandingClock(StoredStory.ReceivedAt), NullLogger<EventSubmission>.Instance);

        await Assert.ThrowsAsync<RequestFailedException>(
            () => submission.OpenAsync(story.Referral(), StoredStory.ReceivedAt, null!, default));

        Assert.Equal("next", await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, "next", default));
        var caseId = CaseIds.Of("mgr.1", "referral");
        Assert.DoesNotContain(
            await store.Tables.Pending.QueryAsync<Azure.Data.Tables.TableEntity>().ToListAsync(), row => row.GetString("CaseId") == caseId);
    }
}
