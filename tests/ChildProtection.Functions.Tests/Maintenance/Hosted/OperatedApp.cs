using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.Hosting;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Maintenance.Hosted;

/// <summary>
/// Cases' orchestrations and the operations on them, on the local host over a real Azurite. No schedule runs; the host can be stopped and
/// started again.
/// </summary>
public sealed class OperatedApp : IAsyncLifetime
{
    private static readonly string Administrator = CaseApi.Token("admin.1", null, null, "Administrator");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly FunctionsHost _host = AppParts.NewHost();
    private readonly HeldClient _client = new();

    /// <summary>A retention schedule by which a closed case of a child in need has been kept long enough.</summary>
    internal const string AtOnce = """
        { "id": "TEST", "version": "1", "title": "At once",
          "categories": [
            { "category": "lookedAfter", "title": "Care", "keepUntilLatestOf": [{ "from": "birth", "years": 75 }], "source": ["test"] },
            { "category": "childProtection", "title": "Protection", "keepUntilLatestOf": [{ "from": "closure", "years": 35 }],
              "source": ["test"] },
            { "category": "childInNeed", "title": "Need", "keepUntilLatestOf": [{ "from": "closure", "years": 0 }], "source": ["test"] } ],
          "accessLog": { "years": 6, "source": ["test"] } }
        """;

    internal StoreFixture Store { get; } = new(whole: true);

    internal DurableTaskClient Client => _client.Value;

    internal IServiceProvider Services => _host.Host.Services;

    /// <summary>Where the host keeps its files.</summary>
    internal string Data => _host.Data;

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await Store.DisposeAsync();
    }

    internal async Task StartAsync()
    {
        var schedule = Path.Combine(_host.Folder, "retention.json");
        await File.WriteAllTextAsync(schedule, AtOnce);
        await _host.StartAsync(
            [
                typeof(CaseOrchestrator),
                typeof(CaseActivities),
                typeof(OutsideLookUp),
                typeof(Rebuild),
                typeof(OrchestrationRestart),
                typeof(OperationFunctions),
                typeof(DisposalOperation),
                typeof(DisposalFunctions),
                typeof(LegalHoldFunctions),
                typeof(ReferralFunctions),
                typeof(ClientProbe),
            ],
            builder =>
            {
                builder.UseGuards();
                builder.AddApp(Store, new SentNotifications(), ("Retention:File", schedule));
                builder.Services.AddSingleton(_client);
            },
            AppParts.SystemClock(Store));
        await _client.AskAsync(_host.Http);
    }

    internal Task StopAsync() => _host.StopAsync();

    internal async Task<(int Status, JsonObject Body)> SendAsync(
        HttpMethod method, string path, string? json = null, string? token = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Administrator);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _host.Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    /// <summary>Waits for the operation's end and returns how it ended.</summary>
    internal Task<JsonObject> EndOfAsync(string operation)
    {
        JsonObject? last = null;
        return Until.FoundAsync(
            $"{operation} has ended",
            async () =>
            {
                (_, last) = await SendAsync(HttpMethod.Get, $"/api/operations/{operation}");
                return last["status"]!.ToString() == "running" ? null : last;
            },
            Limit,
            () => $"{last}");
    }

    /// <summary>The operation's instance as the host's admin routes show it.</summary>
    internal async Task<JsonNode> InstanceAsync(string operation) =>
        JsonNode.Parse(await _host.Http.GetStringAsync(new Uri($"/admin/instances/{operation}", UriKind.Relative)))!;

    /// <summary>Takes a case's instance away from the engine.</summary>
    internal async Task LoseAsync(string caseId)
    {
        if (await Client.GetInstanceAsync(caseId) is not { } instance)
            return;
        if (!instance.IsCompleted)
        {
            await Client.TerminateInstanceAsync(caseId);
            await Client.WaitForInstanceCompletionAsync(caseId);
        }

        await Client.PurgeInstanceAsync(caseId);
    }

    internal Task RunsAsync(string caseId) => Until.TrueAsync(
        $"{caseId} runs", async () => (await Client.GetInstanceAsync(caseId))?.RuntimeStatus == OrchestrationRuntimeStatus.Running, Limit);
}
