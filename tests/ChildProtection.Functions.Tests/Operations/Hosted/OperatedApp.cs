using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Activities;
using ChildProtection.Functions.Http;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Messaging;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Tests.Messaging;
using ChildProtection.Functions.Tests.Schedules.Hosted;
using ChildProtection.Functions.Tests.Security;
using ChildProtection.Functions.Tests.Security.Hosted;
using ChildProtection.Functions.Tests.Storage;
using ChildProtection.LocalRuntime.FunctionsWorker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Tests.Operations.Hosted;

/// <summary>Cases' orchestrations and the operations on them, on the local host over a real Azurite. No schedule runs; the host can be stopped and started again.</summary>
public sealed class OperatedApp : IAsyncLifetime
{
    private static readonly string Administrator = CaseApi.Token("admin.1", null, null, "Administrator");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("operated-").FullName;
    private IHost? _host;
    private DurableTaskClient? _client;

    private HttpClient? Http { get; set; }

    /// <summary>A retention schedule by which a closed case of a child in need has been kept long enough.</summary>
    private const string AtOnce = """
        { "id": "TEST", "version": "1", "title": "At once",
          "categories": [
            { "category": "lookedAfter", "title": "Care", "keepUntilLatestOf": [{ "from": "birth", "years": 75 }], "source": ["test"] },
            { "category": "childProtection", "title": "Protection", "keepUntilLatestOf": [{ "from": "closure", "years": 35 }], "source": ["test"] },
            { "category": "childInNeed", "title": "Need", "keepUntilLatestOf": [{ "from": "closure", "years": 0 }], "source": ["test"] } ],
          "accessLog": { "years": 6, "source": ["test"] } }
        """;

    private string Schedule => Path.Combine(_folder, "retention.json");

    internal StoreFixture Store { get; } = new();

    internal DurableTaskClient Client => _client!;

    internal IServiceProvider Services => _host!.Services;

    /// <summary>Where the engine keeps its file.</summary>
    internal string Data => Path.Combine(_folder, "data");

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task StartAsync()
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--contentRoot", _folder, "--data", Data]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseFunctionTypes(typeof(CaseOrchestrator), typeof(CaseActivities), typeof(Rebuild), typeof(Recreation), typeof(OperationFunctions), typeof(DisposalOperation), typeof(DisposalFunctions), typeof(LegalHoldFunctions), typeof(ReferralFunctions), typeof(ClientProbe));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new ClientHolder(client => _client = client));
        builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
        builder.UseWhen<AuthenticationMiddleware>(context => context.GetHttpContext() is not null && context.FunctionDefinition.Name != nameof(ClientProbe.Client));
        builder.UseWhen<AuthorizationMiddleware>(context => context.GetHttpContext() is not null && context.FunctionDefinition.Name != nameof(ClientProbe.Client));
        await File.WriteAllTextAsync(Schedule, AtOnce);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Tables:ConnectionString", (string?)Store.ConnectionString), KeyValuePair.Create("Retention:File", (string?)Schedule)]);
        builder.Services.AddCases(builder.Configuration).AddMessaging(builder.Configuration).AddSecurity(Tokens.Settings()).AddHttpApi();
        builder.Services.AddSingleton<INotificationSender>(new SentNotifications());
        _host = builder.Build();
        await _host.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        using var answer = await Http.GetAsync(new Uri("/api/client", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal async Task StopAsync()
    {
        Http?.Dispose();
        if (_host is null)
            return;
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _host = null;
    }

    internal async Task<(int Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? json = null, string? token = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Administrator);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http!.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    /// <summary>Waits for the operation's end and returns how it ended.</summary>
    internal async Task<JsonObject> EndOfAsync(string operation)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var (_, body) = await SendAsync(HttpMethod.Get, $"/api/operations/{operation}");
            if (body["status"]!.ToString() != "running")
                return body;
            Assert.False(limit.IsCancellationRequested, $"{operation} has not ended: {body}");
            await look.WaitForNextTickAsync();
        }
    }

    internal async Task RunsAsync(string caseId)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await Client.GetInstanceAsync(caseId))?.RuntimeStatus != OrchestrationRuntimeStatus.Running)
        {
            Assert.False(limit.IsCancellationRequested, $"{caseId} does not run.");
            await look.WaitForNextTickAsync();
        }
    }
}
