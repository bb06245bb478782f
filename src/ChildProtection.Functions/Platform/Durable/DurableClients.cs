using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Platform.Durable;

/// <summary>
/// The durable engine's client for code that no binding serves: a worker cannot make one, so the schedules hand theirs in.
/// The newest wins, as the host may move its listener to another address.
/// </summary>
public sealed class DurableClients
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile DurableTaskClient? _newest;

    /// <summary>The newest, if any function of this instance has had one.</summary>
    public DurableTaskClient? Latest => _newest;

    /// <exception cref="InvalidOperationException">No client was handed in yet.</exception>
    public DurableTaskClient Newest =>
        _newest ?? throw new InvalidOperationException("No client of the durable engine is known yet; wait for the first one.");

    /// <summary>Notes the client of a function that has one anyway.</summary>
    public void Note(DurableTaskClient client) => _newest = client;

    /// <summary>Notes the client of a schedule: where the schedules run, messages are taken as well.</summary>
    public void HandIn(DurableTaskClient client)
    {
        Note(client);
        _first.TrySetResult();
    }

    public Task WaitForFirstAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);
}
