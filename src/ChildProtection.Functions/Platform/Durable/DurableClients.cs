using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Platform.Durable;

/// <summary>
/// The durable engine's client for code without a binding: a worker cannot create one, so the schedules provide theirs. The newest counts,
/// because the host may move its listener to another address.
/// </summary>
public sealed class DurableClients
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile DurableTaskClient? _newest;

    /// <summary>The newest, if a function of this instance has had one.</summary>
    public DurableTaskClient? Latest => _newest;

    /// <exception cref="InvalidOperationException">No client is known yet.</exception>
    public DurableTaskClient Newest =>
        _newest ?? throw new InvalidOperationException("No client of the durable engine is known yet. Wait for the first one.");

    /// <summary>Notes the client of any function that has one.</summary>
    public void Note(DurableTaskClient client) => _newest = client;

    /// <summary>Notes the client of a schedule: an instance that runs the schedules also receives messages.</summary>
    public void HandIn(DurableTaskClient client)
    {
        Note(client);
        _first.TrySetResult();
    }

    public Task WaitForFirstAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);
}
