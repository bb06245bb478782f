using System.Net;
using ChildProtection.Tests.Support;
using LocalHost.Bus.Store;
using LocalHost.FaultInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Admin;

public sealed class FaultPointTests
{
    [Fact]
    public async Task Faults_WithoutTheOption_AreNotThere()
    {
        await using var host = FunctionsHost.In();
        await host.StartAsync([]);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/admin/faults")).StatusCode);
    }

    [Fact]
    public async Task Bus_ThatIsToRefuse_RefusesUntilItIsArmedAgain()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/admin/faults", """{ "store": "bus", "refuseWrites": true }""")).Status);

        var refused = await Record.ExceptionAsync(() => host.Running.Bus.ProbeAsync(CancellationToken.None));
        var writes = (int)(await host.GetAsync("/admin/faults"))["bus"]!;
        await host.PostAsync("/admin/faults", """{ "store": "bus" }""");

        Assert.IsType<BusStoreException>(refused);
        Assert.Equal(1, writes);
        Assert.Null(await Record.ExceptionAsync(() => host.Running.Bus.ProbeAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Faults_ThatAreNotUnderstood_AreRefused()
    {
        await using var host = await StartAsync();
        string[] unusable =
        [
            "{}",
            """{ "store": "elsewhere" }""",
            """{ "store": "bus", "endBeforeWrite": 0 }""",
            """{ "store": "bus", "endBeforeWrite": 1, "ends": "everything" }""",
            """{ "store": "bus", "when": "now" }""",
        ];

        foreach (var body in unusable)
            Assert.True((await host.PostAsync("/admin/faults", body)).Status == HttpStatusCode.UnprocessableEntity, body);
    }

    [Fact]
    public void BeforeWrite_TheOneThatIsToEndTheWorker_KillsItAndGoesOn()
    {
        var killed = 0;
        var points = new FaultPoints(() => killed++, NullLogger<FaultPoints>.Instance);
        points.Arm(new FaultPlan { EndBeforeWrite = 2, Ends = FaultEnds.Worker });

        points.BeforeWrite();
        Assert.Equal(0, killed);
        points.BeforeWrite();
        points.BeforeWrite();

        Assert.Equal(1, killed);
        Assert.Equal(3, points.Writes);
    }

    private static async Task<FunctionsHost> StartAsync()
    {
        var host = FunctionsHost.In();
        await host.StartAsync([], configure: null, "--fault-points");
        return host;
    }
}
