using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Messaging;

/// <summary>The one place that tells "the bus is away" from every other failure.</summary>
internal static class BusCall
{
    /// <summary>Longest wait for the bus, in real time, its client's own attempts included; a case that publishes waits as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    public static async Task<T> Async<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (ServiceBusException exception) when (exception.IsTransient)
        {
            throw new BusUnavailableException($"The bus cannot be used: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException($"The bus did not answer within {Patience.TotalSeconds} s.", exception);
        }
    }

    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    public static Task Async(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => Async(
        async cancel =>
        {
            await call(cancel);
            return true;
        },
        cancellationToken);
}
