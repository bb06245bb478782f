using System.Globalization;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Schedules;
using ChildProtection.Functions.Storage;
using ChildProtection.Functions.Tests.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace ChildProtection.Functions.Tests.Schedules;

/// <summary>What the watch asks of the engine in a minute does not grow with the cases; nobody is left out for that.</summary>
public sealed class WatchRoundTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const int Cases = 250;
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Run_OverMoreCasesThanAShare_AsksForAShareAndTheLateOnesAndComesRound()
    {
        var late = new HashSet<string>();
        for (var number = 0; number < Cases; number++)
        {
            var row = Rows.New(CaseIndexRows.Open(number % 5 == 0 ? 15 : number % 3), string.Create(CultureInfo.InvariantCulture, $"case-{number:D3}"));
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
        _asked.Clear();
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(one => one.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns((string id, CancellationToken _) =>
        {
            _asked.Add(id);
            return Task.FromResult<OrchestrationMetadata?>(new OrchestrationMetadata(nameof(CaseOrchestrator), id) { RuntimeStatus = OrchestrationRuntimeStatus.Running });
        });
        await new Watch(store.Tables, new CaseEngine(store.Tables), store.NewStory().Projection, new DurableClients(), TimeProvider.System, NullLogger<Watch>.Instance)
            .RunAsync(new TimerInfo(), client.Object, default);
        return [.. _asked];
    }
}
