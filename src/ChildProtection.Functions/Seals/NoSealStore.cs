namespace ChildProtection.Functions.Seals;

/// <summary>No place for seals is set.</summary>
internal sealed class NoSealStore : ISealStore
{
    public bool IsSet => false;

    public Task<bool> TryWriteAsync(string name, BinaryData content, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<BinaryData?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult<BinaryData?>(null);

    public IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancellationToken) => AsyncEnumerable.Empty<string>();

    public IAsyncEnumerable<string> FoldersAsync(string folder, CancellationToken cancellationToken) => AsyncEnumerable.Empty<string>();
}
