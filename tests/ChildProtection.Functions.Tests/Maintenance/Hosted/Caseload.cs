using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Hosting;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Tests.Maintenance.Hosted;

/// <summary>
/// The case orchestration and its activities on the local host over a real Azurite, with a bug that can be planted and a watch that looks
/// when it is told.
/// </summary>
public sealed class Caseload : IAsyncLifetime
{
    private readonly HeardLogs _alerts = HeardLogs.From(LogLevel.Warning);
    private readonly FunctionsHost _host = AppParts.NewHost();
    private readonly HeldClient _client = new();

    internal StoreFixture Store { get; } = new(whole: true);

    internal PlantedBug Bug { get; } = new();

    /// <summary>The clock of the app, and of its orchestrations.</summary>
    internal JumpingClock Clock { get; } = new();

    internal EventSubmission Intake => _host.Get<EventSubmission>();

    internal DurableTaskClient Client => _client.Value;

    /// <summary>What was logged as a warning or worse.</summary>
    internal IEnumerable<string> Alerts => _alerts.Lines.Select(line => line.Text);

    public async Task InitializeAsync()
    {
        await Store.InitializeAsync();
        _host.Calls = invoker => new JumpedCalls(invoker, Clock);
        await _host.StartAsync([typeof(CaseOrchestrator), typeof(CaseActivities), typeof(OutsideLookUp), typeof(ClientProbe)], builder =>
        {
            builder.Logging.AddProvider(_alerts);
            builder.UseGeneratedExecutor();
            builder.UseWhen<PlantedBug>(static context => context.FunctionDefinition.Name == nameof(CaseOrchestrator));
            // In place of the one that the line before registers.
            builder.Services.AddSingleton(Bug);
            // No bus here: what would be sent is not what is proved.
            builder.AddApp(Store, new SentNotifications());
            builder.Services.AddSingleton(_client);
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        }, AppParts.SystemClock(Store));
        await _client.AskAsync(_host.Http);
    }

    internal Task WatchAsync() =>
        ActivatorUtilities.CreateInstance<OpenCaseWatch>(_host.Host.Services).RunAsync(new TimerInfo(), Client, default);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await Store.DisposeAsync();
    }
}

/// <summary>Code of the orchestrator that throws, as long as it is there.</summary>
internal sealed class PlantedBug : IFunctionsWorkerMiddleware
{
    public bool IsPlanted { get; set; }

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => IsPlanted ? throw new InvalidOperationException("A bug that was planted.") : next(context);
}
