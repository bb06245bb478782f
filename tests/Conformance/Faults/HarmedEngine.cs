using ChildProtection.Tests.Support;
using Conformance.Hosts;

namespace Conformance.Faults;

/// <summary>An engine for tests that harm its worker, and a folder for what must outlive the worker.</summary>
public sealed class HarmedEngine<TEngine> : IAsyncLifetime
    where TEngine : IHostedEngine
{
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromSeconds(3);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("harmed-engine-");
    private HostedEngine? engine;

    internal DurableHost Host => engine?.Host ?? throw new InvalidOperationException("xunit has not initialised the fixture.");

    public async Task InitializeAsync() => engine = await TEngine.StartAsync(FunctionTimeout);

    public async Task DisposeAsync()
    {
        await (engine?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    /// <summary>The path of a file that is not there yet.</summary>
    public string NewFile() => Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
}
