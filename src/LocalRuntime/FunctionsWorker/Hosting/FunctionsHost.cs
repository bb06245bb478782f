using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>The web application as a host, with a clear word for the fault that is met most: somebody else listens on the port.</summary>
internal sealed class FunctionsHost(WebApplication app, int port) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new InvalidOperationException(
                $"Port {port} is in use by another program. Stop that one, or choose another port with --port N (0 takes any free one).", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public void Dispose() => ((IDisposable)app).Dispose();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
