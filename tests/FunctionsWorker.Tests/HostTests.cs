using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsWorker.Tests;

/// <summary>Lets a test hold a request inside a function.</summary>
public sealed class Gate
{
    public TaskCompletionSource<string> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<string> Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

public sealed class GatedFunctions(Gate gate)
{
    [Function("Gated")]
    public async Task<string> Gated([HttpTrigger("get", Route = "gated")] HttpRequest request)
    {
        gate.Entered.SetResult(request.Method);
        return await gate.Leave.Task;
    }

    [Function("Length")]
    public async Task<string> Length([HttpTrigger("post", Route = "length")] HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return $"{body.Length}";
    }
}

public sealed class HostTests
{
    [Fact]
    public async Task Stop_WithARequestUnderWay_LetsItEnd_AndTakesNoMore()
    {
        var gate = new Gate();
        await using var app = await TestApp.StartAsync([typeof(GatedFunctions)], builder => builder.Services.AddSingleton(gate));
        var answer = app.Http.GetStringAsync("/api/gated");
        await Eventually.Within(gate.Entered.Task, "the request reaches the function");

        var stop = app.Host.StopAsync();
        gate.Leave.SetResult("drained");

        Assert.Equal("drained", await answer);
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => app.Http.GetStringAsync("/api/gated"));
    }

    [Fact]
    public async Task Stop_WithARequestUnderWay_KeepsTheDoorOpenForThoseWhoComeMeanwhile()
    {
        var gate = new Gate();
        await using var app = await TestApp.StartAsync([typeof(GatedFunctions)], builder => builder.Services.AddSingleton(gate));
        var answer = app.Http.GetStringAsync("/api/gated");
        await Eventually.Within(gate.Entered.Task, "the request reaches the function");

        var stopping = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.SetResult(true));

        var stop = app.Host.StopAsync();
        await Eventually.Within(stopping.Task, "the app knows that it stops");
        // The app itself may answer that it stops; nobody finds a closed port.
        Assert.True((await app.Http.PostAsync("/api/length", new ByteArrayContent([1, 2, 3]))).IsSuccessStatusCode);
        Assert.False(stop.IsCompleted);
        gate.Leave.SetResult("drained");

        Assert.Equal("drained", await answer);
        await stop;
    }

    [Fact]
    public async Task Body_UpToTheLimit_ReachesTheFunction()
    {
        await using var app = await TestApp.StartAsync([typeof(GatedFunctions)], builder => builder.Services.AddSingleton(new Gate()));

        var response = await app.Http.PostAsync("/api/length", new ByteArrayContent(new byte[2 * 1024 * 1024]));

        Assert.Equal("2097152", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefusedWithAProblem()
    {
        await using var app = await TestApp.StartAsync(
            [typeof(GatedFunctions)], builder => builder.Services.AddSingleton(new Gate()), ["--LocalRuntime:MaxRequestBodyBytes", "1000"]);

        var response = await app.Http.PostAsync("/api/length", new ByteArrayContent(new byte[1001]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task HostJson_RoutePrefix_IsWhereFunctionsAnswer()
    {
        using var folder = new TestFolder();
        folder.Write("host.json", """{ /* as the official host reads it */ "version": "2.0", "extensions": { "http": { "routePrefix": "v1/cp" } }, }""");
        await using var app = await TestApp.StartAsync([typeof(TracedFunctions)], builder => builder.Services.AddSingleton<Trace>(), null, folder);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/traced")).StatusCode);
        Assert.NotEqual(HttpStatusCode.NotFound, (await app.Http.GetAsync("/v1/cp/traced")).StatusCode);
    }

    [Fact]
    public async Task LocalSettings_Values_AreConfiguration_AndTheCommandLineWins()
    {
        using var folder = new TestFolder();
        folder.Write("local.settings.json", """{ "IsEncrypted": false, "Values": { "Tables__Connection": "from file", "Other": "from file" } }""");
        await using var app = await TestApp.StartAsync([], null, ["--Other", "from command line"], folder);
        var configuration = app.Host.Services.GetRequiredService<IConfiguration>();

        Assert.Equal("from file", configuration["Tables:Connection"]);
        Assert.Equal("from command line", configuration["Other"]);
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true }""", "encrypted")]
    [InlineData("""{ "Values": """, "can't be read")]
    public void LocalSettings_ThatCantBeUsed_AreNamed(string text, string reason)
    {
        using var folder = new TestFolder();
        folder.Write("local.settings.json", text);

        var exception = Assert.Throws<InvalidOperationException>(() => TestApp.Build(folder, []));

        Assert.Contains("local.settings.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "70000", "LocalRuntime:Port")]
    [InlineData("--clock", "sundial", "LocalRuntime:Clock")]
    [InlineData("--now", "soon", "LocalRuntime:Now")]
    [InlineData("--LocalRuntime:RealTimeSchedules", "Nobody", "LocalRuntime:RealTimeSchedules")]
    public void Setting_ThatCantBeUsed_IsNamed(string option, string value, string setting)
    {
        using var folder = new TestFolder();

        var exception = Assert.Throws<InvalidOperationException>(() => TestApp.Build(folder, [], option, value));

        Assert.Contains(setting, exception.Message, StringComparison.Ordinal);
        Assert.Contains(value, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_InUse_IsNamedWithTheOptionThatChangesIt()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync([], null, ["--port", $"{port}"]));

        Assert.Contains($"Port {port}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--port", exception.Message, StringComparison.Ordinal);
    }
}
