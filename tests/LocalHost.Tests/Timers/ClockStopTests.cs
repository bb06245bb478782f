using System.Net;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests.Timers;

public sealed class ClockStopTests : IAsyncLifetime
{
    private readonly Gate _gate = new();
    private readonly FunctionsHost _host = FunctionsHost.In();

    public Task InitializeAsync() => _host.StartAsync(
        [typeof(SlowFunction)], builder => builder.Services.AddSingleton(_gate), "--clock", "simulated", "--now", "2026-02-02T08:30:00Z");

    public async Task DisposeAsync()
    {
        _gate.Leave.TrySetResult("");
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Clock_WithATimerFunctionRunning_WaitsForIt()
    {
        var move = _host.PostAsync("/admin/clock", """{ "advanceBy": "PT60M" }""");
        await Gate.WithinAsync(_gate.Entered.Task, "the timer function runs");

        Assert.Equal("2026-02-02T09:00:00Z", (string)(await _host.GetAsync("/admin/clock"))["now"]!);
        Assert.False(move.IsCompleted);

        _gate.Leave.SetResult("");
        Assert.Equal("2026-02-02T09:30:00Z", (string)(await move).Body["now"]!);
    }

    [Fact]
    public async Task Stop_WhileTheClockMoves_EndsTheMove_AndLetsTheFunctionEnd()
    {
        var move = _host.PostAsync("/admin/clock", """{ "advanceBy": "P30D" }""");
        await Gate.WithinAsync(_gate.Entered.Task, "the timer function runs");

        var stop = _host.Running.StopAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await move).Status);
        Assert.False(stop.IsCompleted);
        _gate.Leave.SetResult("");
        await stop;
        Assert.False(_gate.Cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task Stop_WithPatienceAtItsEnd_CancelsTheFunction()
    {
        var move = _host.PostAsync("/admin/clock", """{ "advanceBy": "P30D" }""");
        await Gate.WithinAsync(_gate.Entered.Task, "the timer function runs");

        using var patience = new CancellationTokenSource();
        var stop = _host.Running.StopAsync(patience.Token);
        await move;
        await patience.CancelAsync();

        Assert.Equal("told", await Gate.WithinAsync(_gate.Cancelled.Task, "the function is cancelled"));
        _gate.Leave.SetResult("");
        await stop;
    }
}
