namespace LocalHost.Hosting;

/// <summary>Disposes of parts in the reverse of the order in which they were made.</summary>
internal sealed class Teardown : IAsyncDisposable
{
    private readonly Stack<object> _parts = new();

    /// <summary>Keeps a part and returns it.</summary>
    public T Keep<T>(T part)
        where T : class
    {
        _parts.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                ((IDisposable)part).Dispose();
        }
    }
}
