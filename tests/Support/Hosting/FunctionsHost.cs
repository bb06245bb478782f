using ChildProtection.LocalRuntime.FunctionsWorker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Tests.Support;

/// <summary>
/// The local Functions host on a free port, the folder that is its content root and holds its data, and a client of it. It can be stopped and started again on the
/// same folder.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private IHost? _host;
    private HttpClient? _http;

    private FunctionsHost(string folder, bool ownsFolder) => (Folder, _ownsFolder) = (folder, ownsFolder);

    public string Folder { get; }

    /// <summary>Where the engine and the bus keep their files.</summary>
    public string Data => Path.Combine(Folder, ".local");

    public IHost Host => _host ?? throw new InvalidOperationException("The host does not run; start it first.");

    public HttpClient Http => _http ?? throw new InvalidOperationException("The host does not run; start it first.");

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>A host that does not run yet.</summary>
    /// <param name="folder">A folder that outlives the host; else it has one of its own, gone with it.</param>
    public static FunctionsHost In(string? folder = null) => new(folder ?? Directory.CreateTempSubdirectory("functions-host-").FullName, folder is null);

    /// <summary>Starts it; where that fails, nothing of it is left.</summary>
    /// <param name="functions">The classes whose functions are hosted.</param>
    /// <param name="configure">Services, settings and middleware, as in a Program.cs.</param>
    /// <param name="arguments">Command line beside the port.</param>
    public async Task StartAsync(IEnumerable<Type> functions, Action<FunctionsApplicationBuilder>? configure = null, params string[] arguments)
    {
        IHost? built = null;
        try
        {
            built = Build(Folder, functions, configure, arguments);
            await built.StartAsync();
        }
        catch
        {
            if (built is not null)
                await ((IAsyncDisposable)built).DisposeAsync();
            await DisposeAsync();
            throw;
        }

        _host = built;
        _http = new HttpClient { BaseAddress = new Uri(Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public static IHost Build(string folder, IEnumerable<Type> functions, Action<FunctionsApplicationBuilder>? configure = null, params string[] arguments)
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--contentRoot", folder, .. arguments]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseFunctionTypes([.. functions]);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        return builder.Build();
    }

    public async Task StopAsync()
    {
        _http?.Dispose();
        _http = null;
        if (_host is not { } running)
            return;
        await running.StopAsync();
        await ((IAsyncDisposable)running).DisposeAsync();
        _host = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
