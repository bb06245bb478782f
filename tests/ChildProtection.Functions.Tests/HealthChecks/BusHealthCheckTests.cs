using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Platform.Bus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.Tests.HealthChecks;

/// <summary>Troubles with the bus are told, and never take the app out of service.</summary>
public sealed class BusHealthCheckTests
{
    private readonly BusActivity _activity = new();

    [Fact]
    public async Task Check_BeforeTheFirstSweep_IsHealthyAndSaysWhereMessagesAreTaken()
    {
        var result = await CheckAsync();

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Contains("instance that runs the sweep", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ProcessorsRun_NamesThem()
    {
        _activity.Started("people");
        _activity.Started("agency-events");

        var result = await CheckAsync();

        Assert.Equal((HealthStatus.Healthy, "Messages of agency-events and people are taken."), (result.Status, result.Description));
    }

    [Fact]
    public async Task Check_AProcessorFails_IsDegradedUntilAMessageComes()
    {
        _activity.Started("people");
        _activity.Failed("people");

        var failing = await CheckAsync();
        _activity.Delivered("people");
        var mended = await CheckAsync();

        Assert.Equal(HealthStatus.Degraded, failing.Status);
        Assert.Contains("people", failing.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, mended.Status);
    }

    [Fact]
    public async Task Check_TheLastSendFailed_IsDegradedUntilOneArrives()
    {
        _activity.NotSent();

        var failing = await CheckAsync();
        _activity.Sent();
        var mended = await CheckAsync();

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Healthy), (failing.Status, mended.Status));
    }

    private Task<HealthCheckResult> CheckAsync() => new BusHealthCheck(_activity).CheckHealthAsync(new HealthCheckContext());
}
