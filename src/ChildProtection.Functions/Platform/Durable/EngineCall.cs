using Grpc.Core;

namespace ChildProtection.Functions.Platform.Durable;

/// <summary>The durable engine cannot be reached or does not answer. The request itself is valid: try again.</summary>
public sealed class EngineUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>The one place that distinguishes "the engine is away" from its refusals, which are about one instance.</summary>
internal static class EngineCall
{
    /// <summary>
    /// Longest wait for an answer, in real time, including the client's own retries; without it the client would wait for 100 s.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    public static Task<T> Async<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        Async(call, Patience, cancellationToken);

    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    public static async Task<T> Async<T>(Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (Exception exception) when (IsCancellation(exception) && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The caller cancelled its request to the durable engine.", exception, cancellationToken);
        }
        catch (Exception exception) when (IsCancellation(exception))
        {
            throw new EngineUnavailableException($"The durable engine did not answer within {patience.TotalSeconds} s.", exception);
        }
        catch (RpcException exception)
            when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted)
        {
            throw new EngineUnavailableException($"The durable engine cannot be reached: {exception.StatusCode}.", exception);
        }
    }

    /// <exception cref="EngineUnavailableException">The engine is away.</exception>
    public static Task Async(Func<CancellationToken, Task> call, CancellationToken cancellationToken) => Async(
        async cancel =>
        {
            await call(cancel);
            return true;
        },
        cancellationToken);

    /// <summary>Why a call failed, for a log, without the engine's own words, which may hold parts of the request.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        EngineUnavailableException => exception.Message,
        RpcException { StatusCode: var status } => $"the engine answers {status}",
        _ => exception.GetType().Name,
    };

    /// <summary>The client maps a cancelled call to the usual exception in some of its methods only.</summary>
    private static bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };
}
