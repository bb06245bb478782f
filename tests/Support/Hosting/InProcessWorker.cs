using System.Net;
using System.Reflection;
using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Tests.Support;

/// <summary>A worker inside the test's own process: the official one, with the functions of some types and a test's services.</summary>
internal sealed class InProcessWorker : ILaunchedWorker
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private InProcessWorker(IHost host) => Host = host;

    public IHost Host { get; }

    public string Name => "inside this process";

    public int? ProcessId => null;

    public Task<string> Ended => _ended.Task;

    /// <summary>Builds and starts it; it connects to its host by itself.</summary>
    /// <param name="launch">Where the host is.</param>
    /// <param name="types">The classes whose functions it offers.</param>
    /// <param name="context">App settings, as the host puts them into a worker's environment, and the clock.</param>
    /// <param name="configure">Services and middleware, as in a Program.cs.</param>
    public static async Task<InProcessWorker> StartAsync(
        WorkerLaunch launch, IReadOnlyList<Type> types, WorkerContext context, Action<FunctionsApplicationBuilder>? configure)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(
            context.Settings.Select(
                setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        builder.Configuration.AddInMemoryCollection(Connection(launch));
        // The entry assembly of a test is the runner, where the builder looks in vain for what the SDK's generator made.
        foreach (var startup in ExtensionStartups())
            startup.Configure(builder);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.Replace(ServiceDescriptor.Singleton<IFunctionMetadataProvider>(new TypeMetadata(types)));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        ListenOnAPortOfItsOwn(builder.Services);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        // A worker of its own process sees the clock through a start-up hook.
        if (context.Clock != TimeProvider.System)
            builder.Services.Replace(ServiceDescriptor.Singleton(context.Clock));
        var worker = new InProcessWorker(builder.Build());
        await worker.Host.StartAsync();
        worker.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => _ = worker.EndAsync());
        return worker;
    }

    /// <summary>A process can't be killed by halves: what its functions do now, they still do.</summary>
    public void Kill() => Host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    public async ValueTask DisposeAsync()
    {
        if (!_ended.Task.IsCompleted)
            Kill();
        await _ended.Task;
    }

    private async Task EndAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await Host.StopAsync(atOnce.Token);
        }
        catch (OperationCanceledException)
        {
            // Its limit was over; what is left goes with the test's process.
        }
        finally
        {
            await ((IAsyncDisposable)Host).DisposeAsync();
            _ended.TrySetResult("the worker inside this process was stopped.");
        }
    }

    private static Dictionary<string, string?> Connection(WorkerLaunch launch) => new()
    {
        ["Functions:Worker:HostEndpoint"] = launch.HostEndpoint.AbsoluteUri,
        ["Functions:Worker:WorkerId"] = launch.WorkerId,
        ["Functions:Worker:RequestId"] = launch.RequestId,
        ["Functions:Worker:GrpcMaxMessageLength"] = $"{launch.MaxMessageBytes}",
    };

    private static IEnumerable<WorkerExtensionStartup> ExtensionStartups()
        => new[] { typeof(DurableClientAttribute).Assembly }
            .SelectMany(assembly => assembly.GetCustomAttributes<WorkerExtensionStartupAttribute>())
            .Select(attribute => (WorkerExtensionStartup)Activator.CreateInstance(attribute.StartupType)!);

    /// <summary>The ASP.NET Core integration knows one port a process; a test has several workers.</summary>
    private static void ListenOnAPortOfItsOwn(IServiceCollection services)
    {
        var port = Loopback.FreePort();
        services.Configure<KestrelServerOptions>(server => server.Listen(IPAddress.Loopback, port));
        services.PostConfigure<WorkerOptions>(worker => worker.Capabilities["HttpUri"] = $"http://127.0.0.1:{port}/");
    }

    // The console's would end the test run's worker at Ctrl-C before its host.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
