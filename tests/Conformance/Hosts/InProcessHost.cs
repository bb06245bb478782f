using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;

namespace Conformance.Hosts;

/// <summary>The official in-process test host.</summary>
internal sealed class ConformanceHost : IAsyncDisposable
{
    private readonly DurableTaskTestHost _host;

    private ConformanceHost(DurableTaskTestHost host) => _host = host;

    public DurableTaskClient Client => _host.Client;

    public static async Task<ConformanceHost> StartAsync(Action<DurableTaskRegistry> register)
        => new(await DurableTaskTestHost.StartAsync(register));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
