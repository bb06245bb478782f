using System.Security.Cryptography;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>
/// The key of cursors and of hashed names. It lies in the record store, made by the first instance that needs it, so that a page that one
/// instance gave out goes on at another and after a restart.
/// </summary>
public sealed class SharedKey(CaseTables tables)
{
    private const string Partition = "cursors";
    private const string Row = "key";
    private const string Property = "Value";
    private const int Bytes = 32;

    private byte[]? _known;

    /// <exception cref="StorageUnavailableException">The key is not known yet and cannot be read.</exception>
    public async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;
        if (await tables.Shared.FindAsync(Partition, Row, cancellationToken) is not { } row)
        {
            row = TableRows.New(Partition, Row);
            row[Property] = RandomNumberGenerator.GetBytes(Bytes);
            if (!await tables.Shared.TryAddAsync(row, cancellationToken))
                row = (await tables.Shared.FindAsync(Partition, Row, cancellationToken))!;
        }

        return _known = row.GetBinary(Property) is { Length: Bytes } key
            ? key
            : throw new InvalidDataException($"Row {Partition}/{Row} of the table Shared holds no key. Delete the row: a new one is made.");
    }
}
