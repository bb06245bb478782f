using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.Tests.HealthChecks;

/// <summary>The checks that read the store: whether it answers, what waits too long in it, and what the watch wrote there.</summary>
public sealed class StoreHealthCheckTests : IAsyncLifetime
{
    private readonly StoreFixture _store = new();

    private CaseTables Tables => _store.Tables;

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Tables_TheStoreAnswers_IsHealthy() =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new TablesHealthCheck(Tables))).Status);

    [Fact]
    public async Task Tables_TheTableIsGone_IsUnhealthyAndNamesIt()
    {
        await Tables.Cases.DeleteAsync();

        var result = await CheckAsync(new TablesHealthCheck(Tables));

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("The table Cases", result.Description, StringComparison.Ordinal);
        Assert.Contains("404", result.Description, StringComparison.Ordinal);
    }

    /// <summary>Without the access log nobody gets an answer.</summary>
    [Fact]
    public async Task Tables_TheAccessLogIsGone_IsUnhealthyAndNamesIt()
    {
        await Tables.Access.DeleteAsync();

        var result = await CheckAsync(new TablesHealthCheck(Tables));

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("The table Access", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_TheStoreIsAway_IsUnhealthy() =>
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(new TablesHealthCheck(Away.Tables()))).Status);

    [Fact]
    public async Task Tables_TheTimeIsUp_IsUnhealthy()
    {
        var result = await new TablesHealthCheck(Tables).CheckHealthAsync(new HealthCheckContext(), new CancellationToken(canceled: true));

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("did not answer in time", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pending_NothingWaits_IsHealthy() =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new PendingHealthCheck(Tables))).Status);

    [Fact]
    public async Task Pending_WhatIsOnItsWay_IsHealthy()
    {
        await WaitsAsync(TimeSpan.FromMinutes(1), CaseKeys.Outbox(1));

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new PendingHealthCheck(Tables))).Status);
    }

    [Fact]
    public async Task Pending_ADecisionWaitsLong_IsUnhealthyAndSaysHowLong()
    {
        await WaitsAsync(TimeSpan.FromMinutes(20), CaseKeys.Outbox(1));

        var result = await CheckAsync(new PendingHealthCheck(Tables));

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.StartsWith("The oldest unpublished decision has waited for 00:2", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pending_AnEventWaitsLong_IsDegradedAndSaysHowLong()
    {
        var story = _store.NewStory();
        var referral = story.Referral();
        await story.StoreAsync(referral, story.Opening(referral));
        await WaitsAsync(TimeSpan.FromMinutes(20), CaseKeys.Event(referral.Actor.Subject, referral.EventId), story.CaseId);

        var result = await CheckAsync(new PendingHealthCheck(Tables));

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.StartsWith("The oldest undecided event has waited for 00:2", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timers_TheWatchHasNotRun_IsHealthy() =>
        Assert.Equal("The watch has not run yet.", (await CheckAsync(new TimersHealthCheck(Tables))).Description);

    [Fact]
    public async Task Timers_NoCheckpointIsLate_IsHealthy()
    {
        await WatchReport.WriteAsync(Tables.Index, TimeSpan.Zero, default);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new TimersHealthCheck(Tables))).Status);
    }

    [Fact]
    public async Task Timers_ACheckpointIsLate_IsDegradedAndSaysHowLong()
    {
        await WatchReport.WriteAsync(Tables.Index, TimeSpan.FromMinutes(40), default);

        var result = await CheckAsync(new TimersHealthCheck(Tables));

        Assert.Equal((HealthStatus.Degraded, "The oldest checkpoint has been due for 00:40:00."), (result.Status, result.Description));
    }

    [Fact]
    public async Task Timers_TheWatchIsSilent_IsDegradedWhateverItFoundLast()
    {
        await WatchReport.WriteAsync(Tables.Index, TimeSpan.Zero, default);
        var report = await Tables.Index.FindAsync("watch", "report", default);
        report!["At"] = TimeProvider.System.GetUtcNow().AddMinutes(-13);
        await Tables.Index.UpsertEntityAsync(report);

        var result = await CheckAsync(new TimersHealthCheck(Tables));

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.StartsWith("The watch ran last at", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimersAndPending_TheStoreIsAway_AreDegraded()
    {
        var away = Away.Tables();

        var (timers, pending) = (await CheckAsync(new TimersHealthCheck(away)), await CheckAsync(new PendingHealthCheck(away)));

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Degraded), (timers.Status, pending.Status));
    }

    private static Task<HealthCheckResult> CheckAsync(IHealthCheck check) => check.CheckHealthAsync(new HealthCheckContext());

    private async Task WaitsAsync(TimeSpan age, string row, string caseId = "a-case") =>
        await Tables.Pending.UpsertEntityAsync(PendingRow.New(CaseKeys.Minute(TimeProvider.System.GetUtcNow() - age), caseId, row));
}
