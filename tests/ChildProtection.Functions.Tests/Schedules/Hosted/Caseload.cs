using System.Collections.Concurrent;
using ChildProtection.Functions.Activities;
using ChildProtection.Functions.Http;
using ChildProtection.Functions.Intake;
using ChildProtection.Functions.Messaging;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Schedules;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Tests.Messaging;
using ChildProtection.Functions.Tests.Security;
using ChildProtection.Functions.Tests.Storage;
using ChildProtection.LocalRuntime.FunctionsWorker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Tests.Schedules.Hosted;

/// <summary>The case orchestration and its activities on the local host over a real Azurite, with a bug that can be planted and a watch that looks when it is told.</summary>
public sealed class Caseload : IAsyncLifetime, ILoggerProvider
{
    private readonly StoreFixture _store = new();
    private readonly ConcurrentQueue<string> _alerts = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("caseload-").FullName;
    private IHost? _host;
    private DurableTaskClient? _client;

    internal StoreFixture Store => _store;

    internal PlantedBug Bug { get; } = new();

    internal CaseIntake Intake => _host!.Services.GetRequiredService<CaseIntake>();

    internal DurableTaskClient Client => _client!;

    /// <summary>What was logged as a warning or worse.</summary>
    internal IEnumerable<string> Alerts => _alerts;

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--contentRoot", _folder]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseFunctionTypes(typeof(CaseOrchestrator), typeof(CaseActivities), typeof(ClientProbe));
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.AddSingleton(new ClientHolder(client => _client = client));
        builder.UseWhen<PlantedBug>(static context => context.FunctionDefinition.Name == nameof(CaseOrchestrator));
        // In place of the one that the line before registers.
        builder.Services.AddSingleton(Bug);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Tables:ConnectionString", (string?)_store.ConnectionString)]);
        builder.Services.AddCases(builder.Configuration).AddMessaging(builder.Configuration).AddSecurity(Tokens.Settings()).AddHttpApi();
        // No bus here: what would be sent is not what is proved.
        builder.Services.AddSingleton<INotificationSender>(new SentNotifications());
        _host = builder.Build();
        await _host.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        // A function is the one place that is given the engine's client.
        using var answer = await http.GetAsync(new Uri("/api/client", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal Task WatchAsync() => ActivatorUtilities.CreateInstance<Watch>(_host!.Services).RunAsync(new TimerInfo(), Client, default);

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Listener(_alerts);

    void IDisposable.Dispose()
    {
    }

    private sealed class Listener(ConcurrentQueue<string> alerts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                alerts.Enqueue(formatter(state, exception));
        }
    }
}

/// <summary>Code of the orchestrator that throws, as long as it is there.</summary>
internal sealed class PlantedBug : IFunctionsWorkerMiddleware
{
    public bool IsPlanted { get; set; }

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => IsPlanted ? throw new InvalidOperationException("A bug that was planted.") : next(context);
}

public sealed record ClientHolder(Action<DurableTaskClient> Hold);

/// <summary>Hands the engine's client to the test.</summary>
public sealed class ClientProbe(ClientHolder holder)
{
    [Function("Client")]
    public IResult Client([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "client")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        holder.Hold(client);
        return Results.Text(request.Method);
    }
}
