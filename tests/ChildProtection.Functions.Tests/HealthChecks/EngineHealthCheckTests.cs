using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.Tests.HealthChecks;

/// <summary>An engine that is away, one that has lost the cases, and how far their start is.</summary>
public sealed class EngineHealthCheckTests : IAsyncLifetime
{
    private readonly StoreFixture _store = new();
    private readonly MockedEngine _engine = new();
    private readonly DurableClients _clients = new();

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Check_NoClientYet_IsHealthy()
    {
        var result = await CheckAsync(_store.Tables);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal("This instance has not used the durable engine yet.", result.Description);
    }

    [Fact]
    public async Task Check_WithoutOpenCases_IsHealthyThoughTheEngineKnowsNone()
    {
        _clients.Note(_engine.Client);

        var result = await CheckAsync(_store.Tables);

        Assert.Equal((HealthStatus.Healthy, "The durable engine answers."), (result.Status, result.Description));
    }

    [Fact]
    public async Task Check_AnOpenCaseRuns_IsHealthy()
    {
        _clients.Note(_engine.Client);
        _engine.Instances[await OpenAsync()] = OrchestrationRuntimeStatus.Running;

        var result = await CheckAsync(_store.Tables);

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }

    [Fact]
    public async Task Check_NoOpenCaseIsKnown_IsDegraded()
    {
        _clients.Note(_engine.Client);
        await OpenAsync();

        var result = await CheckAsync(_store.Tables);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.StartsWith("The durable engine knows none of 1 open cases", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhileCasesAreStarted_SaysHowFarItIs()
    {
        _clients.Note(_engine.Client);
        await new RecoveryProgress(200, 4_000).SaveAsync(_store.Tables.Index, default);

        var result = await CheckAsync(_store.Tables);

        Assert.Equal((HealthStatus.Degraded, "starting 200 of 4000"), (result.Status, result.Description));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Unknown)]
    public async Task Check_TheEngineFails_IsUnhealthyWithoutItsWords(StatusCode status)
    {
        _clients.Note(_engine.Client);
        _engine.Failure = _ => MockedEngine.Rpc(status);

        var result = await CheckAsync(_store.Tables);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.DoesNotContain("as the host says it", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TheStoreIsAway_IsHealthyAsTheEngineAnswers()
    {
        _clients.Note(_engine.Client);

        var result = await CheckAsync(Away.Tables());

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Contains("cannot be read", result.Description, StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync()
    {
        var story = _store.NewStory();
        await story.OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);
        return story.CaseId;
    }

    private Task<HealthCheckResult> CheckAsync(CaseTables tables) =>
        new EngineHealthCheck(_clients, tables).CheckHealthAsync(new HealthCheckContext());
}
