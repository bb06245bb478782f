using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ChildProtection.Functions.Seals;

/// <summary>
/// Seals as blobs of a container with a locked immutability policy: even an owner of the account cannot change or remove them.
/// </summary>
internal sealed class BlobSealStore(BlobContainerClient container) : ISealStore
{
    public bool IsSet => true;

    public async Task<bool> TryWriteAsync(string name, BinaryData content, CancellationToken cancellationToken)
    {
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await container.GetBlobClient(name).UploadAsync(content, onlyNew, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (
            exception.Status is 409 or 412
            && (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists
                || exception.ErrorCode == BlobErrorCode.ConditionNotMet
                || exception.ErrorCode == BlobErrorCode.BlobImmutableDueToPolicy))
        {
            return false;
        }
    }

    public async Task<BinaryData?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (
            var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder + "/", cancellationToken))
            yield return blob.Name;
    }

    public async IAsyncEnumerable<string> FoldersAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (
            var item in container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", folder + "/", cancellationToken))
        {
            if (item.IsPrefix)
                yield return item.Prefix.TrimEnd('/')[(folder.Length + 1)..];
        }
    }
}
