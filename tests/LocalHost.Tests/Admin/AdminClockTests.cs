using System.Net;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Admin;

public sealed class AdminClockTests
{
    private static readonly string[] Simulated = ["--clock", "simulated", "--now", "2026-01-31T08:00:00Z"];

    [Fact]
    public async Task Clock_Simulated_StandsStillAndMovesAsTold()
    {
        await using var host = await StartAsync(Simulated);

        Assert.Equal("""{"now":"2026-01-31T08:00:00Z","mode":"simulated"}""", (await host.GetAsync("/admin/clock")).ToJsonString());
        Assert.Equal("""{"now":"2026-02-28T08:00:00Z","timersFired":0}""", (await host.AdvanceAsync("P1M")).ToJsonString());
        var (_, body) = await host.PostAsync("/admin/clock", """{ "advanceTo": "2026-03-10T01:00:00+01:00" }""");
        Assert.Equal("2026-03-10T00:00:00Z", (string)body["now"]!);
        Assert.Equal("2026-03-17T12:00:30Z", (string)(await host.AdvanceAsync("P7DT12H30S"))["now"]!);
        Assert.Equal("2026-03-17T12:00:30Z", host.Get<TimeProvider>().GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null));
    }

    [Fact]
    public async Task Clock_System_CantBeMoved()
    {
        await using var host = await StartAsync([]);

        var (status, body) = await host.PostAsync("/admin/clock", """{ "advanceBy": "P1D" }""");

        Assert.Equal("system", (string)(await host.GetAsync("/admin/clock"))["mode"]!);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(409, (int)body["status"]!);
    }

    [Fact]
    public async Task Clock_BodyThatCantBeUsed_IsRefused_AndTheClockStays()
    {
        await using var host = await StartAsync(Simulated);

        foreach (var body in Unusable)
        {
            var (status, _) = await host.PostAsync("/admin/clock", body);
            Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{body}: {status}");
        }

        Assert.Equal("2026-01-31T08:00:00Z", (string)(await host.GetAsync("/admin/clock"))["now"]!);
    }

    [Fact]
    public async Task Clock_AfterARestart_GoesOnWhereItStood()
    {
        using var folder = new TestFolder();
        await using (var first = await StartAsync(Simulated, folder))
            await first.AdvanceAsync("P10D");

        await using var second = await StartAsync(Simulated, folder);

        Assert.Equal("2026-02-10T08:00:00Z", (string)(await second.GetAsync("/admin/clock"))["now"]!);
    }

    [Fact]
    public async Task Clock_AfterARestartWithALaterNow_GoesForward()
    {
        using var folder = new TestFolder();
        await using (await StartAsync(Simulated, folder))
            Assert.NotNull(folder);

        await using var second = await StartAsync(["--clock", "simulated", "--now", "2027-01-01T00:00:00Z"], folder);

        Assert.Equal("2027-01-01T00:00:00Z", (string)(await second.GetAsync("/admin/clock"))["now"]!);
    }

    private static IEnumerable<string> Unusable =>
    [
        "",
        "null",
        "{}",
        """{ "advanceBy": "7 days" }""",
        """{ "advanceBy": "P" }""",
        """{ "advanceBy": "P1DT" }""",
        """{ "advanceBy": "-P1D" }""",
        """{ "advanceBy": "P99999999999D" }""",
        """{ "advanceBy": "P9999Y" }""",
        """{ "advanceBy": 7 }""",
        """{ "advanceBy": "P1D", "advanceTo": "2027-01-01T00:00:00Z" }""",
        """{ "advanceBy": "P1D", "other": 1 }""",
        """{ "advanceBy": "P1D", "advanceBy": "P2D" }""",
        """{ "advanceTo": "2026-01-31T07:59:59Z" }""",
        """{ "advanceTo": "tomorrow" }""",
    ];

    private static async Task<FunctionsHost> StartAsync(string[] arguments, TestFolder? folder = null)
    {
        var host = FunctionsHost.In(folder?.Path);
        await host.StartAsync([], configure: null, arguments);
        return host;
    }
}
