using System.Globalization;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>What the watch asks of the engine in a minute does not grow with the cases; nobody is left out for that.</summary>
public sealed class WatchRoundTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Cases = 250;

    [Fact]
    public async Task Run_OverMoreCasesThanAShare_AsksForAShareAndTheLateOnesAndComesRound()
    {
        var late = new HashSet<string>();
        for (var number = 0; number < Cases; number++)
        {
            var row = TableRows.New(CaseIndexRows.Open(number % 5 == 0 ? 15 : number % 3), Id(number));
            row["CaseId"] = row.RowKey;
            // One in fifty waits for a moment that is long past.
            row["NextCheckpointAt"] = TimeProvider.System.GetUtcNow() + (number % 50 == 7 ? TimeSpan.FromHours(-1) : TimeSpan.FromHours(1));
            if (number % 50 == 7)
                late.Add(row.RowKey);
            await store.Tables.Index.AddEntityAsync(row);
        }

        var seen = new HashSet<string>();
        for (var minute = 0; minute < 3; minute++)
        {
            var asked = await RunAsync();
            Assert.True(asked.Count <= WatchRound.Share + late.Count, $"{asked.Count} were asked for");
            Assert.Equal(asked.Count, asked.Distinct().Count());
            Assert.Subset(asked.ToHashSet(), late);
            seen.UnionWith(asked);
            // Not sooner: a round takes as many minutes as there are shares.
            Assert.Equal(minute == 2, seen.Count == Cases);
        }
    }

    private async Task<IReadOnlyList<string>> RunAsync()
    {
        var watched = new WatchHarness(store.Tables);
        for (var number = 0; number < Cases; number++)
            watched.Engine.Instances[Id(number)] = OrchestrationRuntimeStatus.Running;
        await watched.WatchAsync();
        return [.. watched.Engine.Asked];
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"case-{number:D3}");
}
