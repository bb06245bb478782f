using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsWorker.Tests;

/// <summary>A real host on a free port, with a content root and a data directory of its own.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly FunctionsHost _host;

    private TestApp(FunctionsHost host, HeardLogs logs) => (_host, Logs) = (host, logs);

    public IHost Host => _host.Host;

    public HeardLogs Logs { get; }

    public HttpClient Http => _host.Http;

    /// <param name="functions">The classes whose functions are hosted.</param>
    /// <param name="configure">Services and middleware, as in a Program.cs.</param>
    /// <param name="arguments">Command line beside the port.</param>
    /// <param name="folder">A folder that outlives the app; else one of its own.</param>
    public static async Task<TestApp> StartAsync(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, string[]? arguments = null, TestFolder? folder = null)
    {
        var logs = HeardLogs.From();
        var host = FunctionsHost.In(folder?.Path);
        await host.StartAsync(
            functions,
            builder =>
            {
                builder.Logging.AddProvider(logs);
                configure?.Invoke(builder);
            },
            arguments ?? []);
        return new TestApp(host, logs);
    }

    public static IHost Build(TestFolder folder, Type[] functions, params string[] arguments) => FunctionsHost.Build(folder.Path, functions, null, arguments);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
