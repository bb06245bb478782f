using ChildProtection.LocalRuntime.FunctionsWorker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsWorker.Tests;

/// <summary>A real host on a free port, with a content root and a data directory of its own.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly TestFolder? _ownFolder;

    private TestApp(IHost host, CapturedLogs logs, TestFolder? ownFolder)
    {
        (Host, Logs, _ownFolder) = (host, logs, ownFolder);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public IHost Host { get; }

    public CapturedLogs Logs { get; }

    public HttpClient Http { get; }

    /// <param name="functions">The classes whose functions are hosted.</param>
    /// <param name="configure">Services and middleware, as in a Program.cs.</param>
    /// <param name="arguments">Command line beside the port.</param>
    /// <param name="folder">A folder that outlives the app; else one of its own.</param>
    public static async Task<TestApp> StartAsync(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, string[]? arguments = null, TestFolder? folder = null)
    {
        var ownFolder = folder is null ? new TestFolder() : null;
        var logs = new CapturedLogs();
        var host = Build((folder ?? ownFolder)!, functions, logs, configure, arguments);
        await host.StartAsync();
        return new TestApp(host, logs, ownFolder);
    }

    public static IHost Build(
        TestFolder folder, Type[] functions, CapturedLogs? logs = null, Action<FunctionsApplicationBuilder>? configure = null, string[]? arguments = null)
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--contentRoot", folder.Path, .. arguments ?? []]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseFunctionTypes(functions);
        builder.Logging.ClearProviders();
        if (logs is not null)
            builder.Logging.AddProvider(logs);
        configure?.Invoke(builder);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
        _ownFolder?.Dispose();
    }
}
