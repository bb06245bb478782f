using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsWorker.Tests;

public sealed class SlowFunction(Gate gate)
{
    [Function("Slow")]
    public async Task Slow([TimerTrigger("0 0 * * * *")] TimerInfo timer)
    {
        gate.Entered.TrySetResult($"{timer.IsPastDue}");
        await gate.Leave.Task;
    }
}

public sealed class ClockStopTests
{
    [Fact]
    public async Task Clock_WithATimerFunctionRunning_WaitsForIt()
    {
        var gate = new Gate();
        await using var app = await StartAsync(gate);
        var move = app.PostAsync("/admin/clock", """{ "advanceBy": "PT60M" }""");
        await Eventually.Within(gate.Entered.Task, "the timer function runs");

        Assert.Equal("2026-02-02T09:00:00Z", (string)(await app.GetAsync("/admin/clock"))["now"]!);
        Assert.False(move.IsCompleted);

        gate.Leave.SetResult("");
        Assert.Equal("2026-02-02T09:30:00Z", (string)(await move).Body["now"]!);
    }

    [Fact]
    public async Task Stop_WhileTheClockMoves_EndsTheMove_AndLetsTheFunctionEnd()
    {
        var gate = new Gate();
        await using var app = await StartAsync(gate);
        var move = app.PostAsync("/admin/clock", """{ "advanceBy": "P30D" }""");
        await Eventually.Within(gate.Entered.Task, "the timer function runs");

        var stop = app.Host.StopAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await move).Status);
        gate.Leave.SetResult("");
        await stop;
        Assert.DoesNotContain(app.Logs.Lines, line => line.Level == LogLevel.Error);
    }

    private static Task<TestApp> StartAsync(Gate gate)
        => TestApp.StartAsync(
            [typeof(SlowFunction)],
            builder => builder.Services.AddSingleton(gate),
            ["--clock", "simulated", "--now", "2026-02-02T08:30:00Z"]);
}
