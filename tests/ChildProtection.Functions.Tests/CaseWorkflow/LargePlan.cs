using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>A case in the store on its way to a plan of many actions and agencies, each of which has a deadline.</summary>
internal static class LargePlan
{
    /// <summary>As far as the conference's plan, everything published.</summary>
    public static async Task<StoredStory> OpenAsync(StoredStory story, int agencies)
    {
        await story.OpenAsync();
        await RaiseAsync(story, "2026-02-03", Sample.Decision(ReferralOutcome.Assess));
        await RaiseAsync(story, "2026-02-04", Sample.Concern());
        await RaiseAsync(story, "2026-02-05", Sample.Discussion());
        await RaiseAsync(story, "2026-02-11", Sample.ConferenceNeeded());
        await RaiseAsync(story, "2026-02-12", Sample.Booked("2026-02-24"));
        await RaiseAsync(story, "2026-02-24", Held(agencies));
        await story.Projection.PublishAllAsync(story.CaseId, default);
        return story;
    }

    /// <summary>A core group that agrees a version with that many actions, none of which an earlier version had.</summary>
    public static CoreGroupHeld Agreed(int version, int actions)
    {
        var action = SamplePlan.Full.Actions![0];
        return Sample.CoreGroup(version, "2026-04-15") with
        {
            CoreGroupNumber = version,
            ReasonsForMissing = null,
            Plan = SamplePlan.WithParents with
            {
                Actions =
                [
                    .. Enumerable.Range(0, actions).Select(number => action with
                    {
                        ActionId = string.Create(CultureInfo.InvariantCulture, $"version-{version}-{number}"),
                        DueOn = new DateOnly(2026, 3, 27),
                    }),
                ],
            },
        };
    }

    /// <summary>Raises and commits; fails where the case refuses it.</summary>
    public static async Task<CommitResult> RaiseAsync(StoredStory story, string on, CaseEvent happened)
    {
        var day = DateOnly.Parse(on, CultureInfo.InvariantCulture);
        var now = DateTimeOffset.Parse(on + "T12:00:00Z", CultureInfo.InvariantCulture);
        var request = StoredStory.Request($"{on}-{happened.GetType().Name}", day, happened);
        var signal = StoredStory.Signal(request) with { ReceivedAt = now };
        await story.StoreAsync(request, signal);
        var result = await story.DecideAsync(signal, now);
        var stored = await story.Reader.FindEventAsync(story.CaseId, request.Actor.Subject, request.EventId, default);
        Assert.True(stored!.Status == EventStatus.Accepted, $"{request.EventId} was refused: {stored.Reason}");
        return result;
    }

    public static Task<List<TableEntity>> RowsAsync(CaseTables tables, StoredStory story, string prefix) =>
        tables.Cases.RowsAsync(story.CaseId, prefix, default).ToListAsync().AsTask();

    /// <summary>The keys of all rows of the case.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync(CaseTables tables, StoredStory story) =>
        [.. await tables.Cases.QueryAsync<TableEntity>(row => row.PartitionKey == story.CaseId).Select(row => row.RowKey).ToListAsync()];

    private static ConferenceHeld Held(int agencies)
    {
        var plan = Sample.Plan("2026-03-06", "2026-05-20");
        var professional = plan.CoreGroup!.Single(member => member.Agency is not null);
        return plan with
        {
            RecordedFor = new() { Reason = RecordedForReason.TypedForChair },
            CoreGroup =
            [
                plan.CoreGroup![0],
                .. Enumerable.Range(0, agencies).Select(number => professional with
                {
                    Agency = string.Create(CultureInfo.InvariantCulture, $"agency-{number}"),
                }),
            ],
        };
    }
}
