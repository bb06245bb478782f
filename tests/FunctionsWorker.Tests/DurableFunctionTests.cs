using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace FunctionsWorker.Tests;

public sealed class DurableFunctionTests
{
    private static readonly string[] Simulated = ["--clock", "simulated", "--now", "2026-02-02T08:00:00Z"];

    private readonly Trace _trace = new();

    [Fact]
    public async Task Orchestration_StartedOverHttp_CallsItsActivity_WithInputInstanceIdAndScope()
    {
        await using var app = await StartAsync();

        await StartOrderAsync(app, "o-1", "Pack");
        var instance = await EndedAsync(app, "o-1");

        Assert.Equal("Completed", (string)instance["status"]!);
        Assert.Equal("2 x lamp for o-1 by activityTrigger", (string)instance["output"]!);
        Assert.Equal("lamp", (string)instance["input"]!["Item"]!);
        Assert.Equal(["scope shared True"], _trace.Steps);
        Assert.NotEmpty(instance["history"]!.AsArray());
    }

    [Fact]
    public async Task Clock_Advanced_FiresDurableTimers_AndComesToRest()
    {
        await using var app = await StartAsync();
        await StartOrderAsync(app, "o-1", "PackLater");
        await StartOrderAsync(app, "o-2", "PackLater");

        var early = await app.AdvanceAsync("P9D");
        var late = await app.AdvanceAsync("P2D");

        Assert.Equal(0, (int)early["timersFired"]!);
        Assert.Equal(2, (int)late["timersFired"]!);
        Assert.Equal("lamp at 2026-02-12", (string)(await app.GetAsync("/admin/instances/o-1"))["output"]!);
    }

    [Fact]
    public async Task Middleware_GoingAsynchronousBeforeAnOrchestrator_FailsItWithTheReason()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            if (context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "orchestrationTrigger"))
                await Task.Yield();
            await next();
        }));

        await StartOrderAsync(app, "o-1", "Pack");
        var instance = await EndedAsync(app, "o-1");

        Assert.Equal("Failed", (string)instance["status"]!);
        Assert.Contains("Middleware went asynchronous before the orchestrator 'Pack'", (string)instance["failure"]!["message"]!, StringComparison.Ordinal);
        Assert.Empty(_trace.Steps);
    }

    [Fact]
    public async Task Middleware_ThatDoesNotCallAnOrchestrator_FailsItWithTheReason()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware((context, next)
            => context.FunctionDefinition.Name == "Pack" ? Task.CompletedTask : next()));

        await StartOrderAsync(app, "o-1", "Pack");

        Assert.Contains("without calling the orchestrator 'Pack'", (string)(await EndedAsync(app, "o-1"))["failure"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_AroundOrchestratorAndActivity_RunsAsAroundAnyFunction()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            _trace.Steps.Add($"{context.FunctionDefinition.Name} {context.BindingContext.BindingData.GetValueOrDefault("instanceId")}");
        }));

        await StartOrderAsync(app, "o-1", "Pack");
        await EndedAsync(app, "o-1");

        Assert.Contains("PackOne o-1", _trace.Steps);
        Assert.Contains("Pack o-1", _trace.Steps);
    }

    [Fact]
    public async Task Instances_AreListedByPrefixAndStatus_PageByPage()
    {
        await using var app = await StartAsync();
        foreach (var id in new[] { "a-1", "a-2", "a-3", "b-1" })
            await StartOrderAsync(app, id, "PackWhenPaid");

        var first = await app.GetAsync("/admin/instances?prefix=a-&limit=2&status=running,pending");
        var second = await app.GetAsync($"/admin/instances?prefix=a-&limit=2&status=running,pending&cursor={Uri.EscapeDataString((string)first["nextCursor"]!)}");

        Assert.Equal(["a-1", "a-2"], Ids(first));
        Assert.Equal(["a-3"], Ids(second));
        Assert.Null(second["nextCursor"]);
        Assert.Empty(Ids(await app.GetAsync("/admin/instances?status=completed")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.Http.GetAsync("/admin/instances?status=asleep")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.Http.GetAsync("/admin/instances?limit=501")).StatusCode);
    }

    [Fact]
    public async Task Instance_Terminated_HasEnded_AndCantBeTerminatedAgain()
    {
        await using var app = await StartAsync();
        await StartOrderAsync(app, "o-1", "PackWhenPaid");

        Assert.Equal(HttpStatusCode.Accepted, (await app.Http.PostAsync("/admin/instances/o-1/terminate", null)).StatusCode);
        Assert.Equal("Terminated", (string)(await EndedAsync(app, "o-1"))["status"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Http.PostAsync("/admin/instances/o-1/terminate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.PostAsync("/admin/instances/o-2/terminate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/admin/instances/o-2")).StatusCode);
    }

    [Fact]
    public async Task Orchestration_AfterARestart_GoesOn()
    {
        using var folder = new TestFolder();
        await using (var first = await StartAsync(null, folder))
            await StartOrderAsync(first, "o-1", "PackLater");

        await using var second = await StartAsync(null, folder);
        await second.AdvanceAsync("P10D");

        Assert.Equal("Completed", (string)(await second.GetAsync("/admin/instances/o-1"))["status"]!);
    }

    [Fact]
    public async Task Health_OfARunningHost_CoversBusEngineAndTimers()
    {
        await using var app = await StartAsync();

        var report = await app.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["bus", "engine", "timers"], report.Entries.Keys.Order());
    }

    private static IEnumerable<string> Ids(JsonNode page) => page["items"]!.AsArray().Select(item => (string)item!["instanceId"]!);

    private static async Task StartOrderAsync(TestApp app, string id, string orchestrator)
        => Assert.Equal(HttpStatusCode.Accepted, (await app.Http.PostAsJsonAsync($"/api/orders/{id}/{orchestrator}", new Order("lamp", 2))).StatusCode);

    /// <summary>The clock moved by nothing returns once the engine is at rest, so that nobody has to poll.</summary>
    private static async Task<JsonNode> EndedAsync(TestApp app, string id)
    {
        await app.AdvanceAsync("PT0S");
        return await app.GetAsync($"/admin/instances/{id}");
    }

    private Task<TestApp> StartAsync(Action<FunctionsApplicationBuilder>? configure = null, TestFolder? folder = null)
        => TestApp.StartAsync(
            [typeof(DurableFunctions)],
            builder =>
            {
                builder.Services.AddSingleton(_trace);
                builder.Services.AddScoped<Counter>();
                configure?.Invoke(builder);
            },
            Simulated,
            folder);
}
