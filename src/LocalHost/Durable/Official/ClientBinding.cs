using System.Reflection;
using Microsoft.Azure.WebJobs;

namespace LocalHost.Durable.Official;

/// <summary>Asks the extension for a client's binding: its gRPC address, which may change, and further values.</summary>
internal sealed class ClientBinding(IJobHost jobHost, Type declared, WorkerCalls calls) : IDisposable
{
    /// <summary>The name of the declared method that receives it. No function of an app is called so.</summary>
    public const string Function = "DurableClientBinding";

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly MethodInfo _method = declared.GetMethod(Function)!;

    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await ((JobHost)jobHost).CallAsync(_method, (object?)null, cancellationToken);
            return calls.ClientBinding ?? throw new InvalidOperationException("The durable extension gave no client binding.");
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
