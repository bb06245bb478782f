using System.Net;
using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.FunctionsWorker.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests;

public sealed class FaultPointTests
{
    [Fact]
    public async Task Faults_WithoutTheSetting_AreNotThere()
    {
        await using var app = await TestApp.StartAsync([]);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/admin/faults")).StatusCode);
    }

    [Fact]
    public async Task Store_ThatIsToRefuse_RefusesUntilItIsArmedAgain()
    {
        await using var app = await TestApp.StartAsync([], arguments: ["--LocalRuntime:FaultPoints=true"]);
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/admin/faults", """{ "store": "bus", "refuseWrites": true }""")).Status);

        var refused = await ProbeAsync(app);
        Assert.Equal(1, (await app.GetAsync("/admin/faults"))["bus"]!.GetValue<int>());
        await app.PostAsync("/admin/faults", """{ "store": "bus" }""");

        Assert.IsType<ServiceBusException>(refused);
        Assert.Null(await ProbeAsync(app));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "store": "elsewhere" }""")]
    [InlineData("""{ "store": "bus", "endBeforeWrite": 0 }""")]
    [InlineData("""{ "store": "bus", "when": "now" }""")]
    public async Task Faults_ThatAreNotUnderstood_AreRefused(string body)
    {
        await using var app = await TestApp.StartAsync([], arguments: ["--LocalRuntime:FaultPoints=true"]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.PostAsync("/admin/faults", body)).Status);
    }

    [Theory]
    [InlineData("AzureWebJobs.Text.Disabled=true", HttpStatusCode.NotFound)]
    [InlineData("AzureWebJobs:Text:Disabled=true", HttpStatusCode.NotFound)]
    [InlineData("AzureWebJobs.Text.Disabled=false", HttpStatusCode.OK)]
    public async Task Function_SwitchedOffByItsSetting_DoesNotAnswer(string setting, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(
            [typeof(HttpFunctions)], builder => builder.Services.AddSingleton<Counter>(), [$"--{setting}", "--ScopeRoute=scope"]);

        Assert.Equal(expected, (await app.Http.GetAsync("/api/Text")).StatusCode);
    }

    private static async Task<Exception?> ProbeAsync(TestApp app) => await Record.ExceptionAsync(() =>
        app.Host.Services.GetRequiredService<BusHost>().Broker.ProbeAsync());
}
