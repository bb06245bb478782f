namespace ChildProtection.Functions.Seals;

/// <summary>
/// Where seals are kept: apart from the record, written once, never changed and never removed. Names are paths with <c>/</c>.
/// </summary>
public interface ISealStore
{
    /// <summary>False where no place for seals is set: nothing is published, and a verification can compare nothing.</summary>
    bool IsSet { get; }

    /// <summary>Writes a new seal; false when there is one of that name, which stays as it is.</summary>
    Task<bool> TryWriteAsync(string name, BinaryData content, CancellationToken cancellationToken);

    /// <summary>A seal; null when there is none of that name.</summary>
    Task<BinaryData?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of the seals in one folder, in order.</summary>
    IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>The last parts of the names of the folders in one folder.</summary>
    IAsyncEnumerable<string> FoldersAsync(string folder, CancellationToken cancellationToken);
}
