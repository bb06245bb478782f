using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using LocalHost.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Hosting;

/// <summary>Bus and tokens alone, for an app that something else runs.</summary>
public sealed class ServicesTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder _folder = new();
    private RunningHost _host = null!;
    private HttpClient? _http;

    private HttpClient Http => _http ?? throw new InvalidOperationException("The host does not run.");

    public async Task InitializeAsync()
    {
        var entities = _folder.Write("entities.json", """
            { "authorizationRules": [{ "name": "RootManageSharedAccessKey", "rights": ["Manage", "Send", "Listen"] }],
              "queues": [{ "name": "work", "lockDuration": "PT1M", "maxDeliveryCount": 10 }], "topics": [], "forEach": [] }
            """);
        var options = CommandLine.Read(["--services", "--data", Path.Combine(_folder.Path, "data"), "--port", "0", "--bus-port", "0"]);
        var settings = new LocalHostSettings
        {
            Roles = ["Clerk"],
            BusEntities = entities,
            Environment = new Dictionary<string, string> { ["ServiceBus"] = "{bus}" },
        };
        _host = await RunningHost.StartAsync(
            options, settings, StandardParts.For(options, NullLoggerFactory.Instance), CancellationToken.None);
        _http = new HttpClient { BaseAddress = _host.Web.Address };
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose()
    {
        _http?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Services_GiveTokensAndTheClock_AndKnowNoFunctions()
    {
        Assert.Equal(
            HttpStatusCode.OK, (await Http.PostAsJsonAsync("/admin/token", new { subject = "c.1", roles = new[] { "Clerk" } })).StatusCode);
        Assert.Equal("system", (string)(await Http.GetFromJsonAsync<JsonNode>("/admin/clock"))!["mode"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("/api/anything")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("/admin/instances")).StatusCode);
    }

    [Fact]
    public async Task Services_GiveTheBus_UnderTheSettingThatTheyName()
    {
        await using var client = new ServiceBusClient(_host.WorkerSettings["ServiceBus"]);
        await client.CreateSender("work").SendMessageAsync(new ServiceBusMessage("hello"));

        var received = await client.CreateReceiver("work").ReceiveMessageAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("hello", received.Body.ToString());
    }

    [Fact]
    public async Task Keys_AreListedWithTheirConnectionStrings()
    {
        var keys = (await Http.GetFromJsonAsync<JsonNode>("/admin/servicebus/keys"))!.AsArray();

        Assert.Contains(_host.WorkerSettings["ServiceBus"], keys.Select(key => (string)key!["connectionString"]!));
    }

    [Fact]
    public async Task Start_OnAPortInUse_NamesItAndTheOptionThatChangesIt()
    {
        string[] taken = ["--port", $"{_host.Web.Address.Port}", "--bus-port", "0"];
        string[] bus = ["--port", "0", "--bus-port", $"{_host.Bus.Port}"];

        foreach (var ports in new[] { taken, bus })
        {
            var options = CommandLine.Read(["--services", "--data", Path.Combine(_folder.Path, "other"), .. ports]);

            var refusal = await Assert.ThrowsAsync<HostStartException>(() => RunningHost.StartAsync(
                options, new LocalHostSettings(), StandardParts.For(options, NullLoggerFactory.Instance), CancellationToken.None));

            Assert.Contains(ports.First(port => port.Length > 1 && char.IsDigit(port[0])), refusal.Message, StringComparison.Ordinal);
            Assert.Contains(ports == taken ? "--port" : "--bus-port", refusal.Message, StringComparison.Ordinal);
        }
    }
}
