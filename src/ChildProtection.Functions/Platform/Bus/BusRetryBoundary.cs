using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>The one place that distinguishes "the bus is away" from every other failure.</summary>
internal static class BusRetryBoundary
{
    /// <summary>Longest wait for the bus, in real time, including its client's own retries.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    public static Task<T> Async<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        Async(call, Patience, cancellationToken);

    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    public static Task Async(Func<CancellationToken, Task> call, TimeSpan patience, CancellationToken cancellationToken) => Async(
        async cancel =>
        {
            await call(cancel);
            return true;
        },
        patience,
        cancellationToken);

    private static async Task<T> Async<T>(Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (ServiceBusException exception) when (exception.IsTransient)
        {
            throw new BusUnavailableException($"The bus cannot be used: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException($"The bus did not answer within {patience.TotalSeconds} s.", exception);
        }
    }
}
