using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests;

public sealed class AdminClockTests
{
    private static readonly string[] Simulated = ["--clock", "simulated", "--now", "2026-01-31T08:00:00Z"];

    [Fact]
    public async Task Clock_Simulated_StandsStillAndMovesAsTold()
    {
        await using var app = await TestApp.StartAsync([], null, Simulated);

        Assert.Equal("""{"now":"2026-01-31T08:00:00Z","mode":"simulated"}""", (await app.GetAsync("/admin/clock")).ToJsonString());
        Assert.Equal("""{"now":"2026-02-28T08:00:00Z","timersFired":0}""", (await app.AdvanceAsync("P1M")).ToJsonString());
        var (_, body) = await app.PostAsync("/admin/clock", """{ "advanceTo": "2026-03-10T01:00:00+01:00" }""");
        Assert.Equal("2026-03-10T00:00:00Z", (string)body["now"]!);
        Assert.Equal("2026-03-17T12:00:30Z", (string)(await app.AdvanceAsync("P7DT12H30S"))["now"]!);
        Assert.Equal("2026-03-17T12:00:30Z", app.Host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null));
    }

    [Fact]
    public async Task Clock_System_CantBeMoved()
    {
        await using var app = await TestApp.StartAsync([]);

        var (status, body) = await app.PostAsync("/admin/clock", """{ "advanceBy": "P1D" }""");

        Assert.Equal("system", (string)(await app.GetAsync("/admin/clock"))["mode"]!);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(409, (int)body["status"]!);
        Assert.Same(TimeProvider.System, app.Host.Services.GetRequiredService<TimeProvider>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "advanceBy": "7 days" }""")]
    [InlineData("""{ "advanceBy": "P" }""")]
    [InlineData("""{ "advanceBy": "P1DT" }""")]
    [InlineData("""{ "advanceBy": "-P1D" }""")]
    [InlineData("""{ "advanceBy": "P99999999999D" }""")]
    [InlineData("""{ "advanceBy": "P9999Y" }""")]
    [InlineData("""{ "advanceBy": 7 }""")]
    [InlineData("""{ "advanceBy": "P1D", "advanceTo": "2027-01-01T00:00:00Z" }""")]
    [InlineData("""{ "advanceBy": "P1D", "other": 1 }""")]
    [InlineData("""{ "advanceBy": "P1D", "advanceBy": "P2D" }""")]
    [InlineData("""{ "advanceTo": "2026-01-31T07:59:59Z" }""")]
    [InlineData("""{ "advanceTo": "tomorrow" }""")]
    public async Task Clock_BodyThatCantBeUsed_IsRefused_AndTheClockStays(string body)
    {
        await using var app = await TestApp.StartAsync([], null, Simulated);

        var (status, _) = await app.PostAsync("/admin/clock", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("2026-01-31T08:00:00Z", (string)(await app.GetAsync("/admin/clock"))["now"]!);
    }

    [Fact]
    public async Task Clock_AfterARestart_GoesOnWhereItStood()
    {
        using var folder = new TestFolder();
        await using (var first = await TestApp.StartAsync([], null, Simulated, folder))
            await first.AdvanceAsync("P10D");

        await using var second = await TestApp.StartAsync([], null, Simulated, folder);

        Assert.Equal("2026-02-10T08:00:00Z", (string)(await second.GetAsync("/admin/clock"))["now"]!);
    }

    [Fact]
    public async Task Clock_AfterARestartWithALaterNow_GoesForward()
    {
        using var folder = new TestFolder();
        await using (var first = await TestApp.StartAsync([], null, Simulated, folder))
            Assert.NotNull(first);

        await using var second = await TestApp.StartAsync([], null, ["--clock", "simulated", "--now", "2027-01-01T00:00:00Z"], folder);

        Assert.Equal("2027-01-01T00:00:00Z", (string)(await second.GetAsync("/admin/clock"))["now"]!);
    }
}
