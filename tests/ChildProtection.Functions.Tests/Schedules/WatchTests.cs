using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Schedules;
using ChildProtection.Functions.Tests.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace ChildProtection.Functions.Tests.Schedules;

/// <summary>The watch over many cases, where the engine refuses one of them in a way that no type of the app names.</summary>
public sealed class WatchTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private sealed class ForeignException : Exception;

    [Fact]
    public async Task Run_TheEngineRefusesOneCase_TheOthersAreWatchedAllTheSame()
    {
        List<string> cases = [];
        for (var number = 0; number < 3; number++)
        {
            var story = store.NewStory();
            await story.OpenAsync();
            await story.Projection.PublishAllAsync(story.CaseId, default);
            cases.Add(story.CaseId);
        }

        foreach (var refused in cases)
            Assert.Equal(cases.Where(id => id != refused).Order(StringComparer.Ordinal), (await AskedAsync(refused)).Order(StringComparer.Ordinal));
    }

    /// <summary>Every case runs; those that could be asked about.</summary>
    private async Task<IReadOnlyList<string>> AskedAsync(string refused)
    {
        List<string> asked = [];
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(one => one.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(
            (string id, CancellationToken _) =>
            {
                if (id == refused)
                    throw new ForeignException();
                asked.Add(id);
                return Task.FromResult<OrchestrationMetadata?>(new OrchestrationMetadata(nameof(CaseOrchestrator), id) { RuntimeStatus = OrchestrationRuntimeStatus.Running });
            });
        await new Watch(store.Tables, new CaseEngine(store.Tables), store.NewStory().Projection, new DurableClients(), TimeProvider.System, NullLogger<Watch>.Instance)
            .RunAsync(new TimerInfo(), client.Object, default);
        return asked;
    }
}
