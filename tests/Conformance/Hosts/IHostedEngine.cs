using ChildProtection.Tests.Support;

namespace Conformance.Hosts;

/// <summary>An engine of the local host, with the app's worker.</summary>
public interface IHostedEngine
{
    /// <summary>Starts one for a test that harms its worker.</summary>
    internal static abstract Task<HostedEngine> StartAsync(TimeSpan functionTimeout);
}

/// <summary>An engine of a test's own, and what it stands on.</summary>
internal sealed record HostedEngine(DurableHost Host, AzuriteProcess? Azurite) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await (Azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
