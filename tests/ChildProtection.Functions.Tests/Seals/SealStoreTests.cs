using System.Runtime.Versioning;
using Azure.Storage.Blobs;
using ChildProtection.Functions.Seals;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Seals;

/// <summary>Both places for seals keep what is written once.</summary>
public sealed class SealStoreTests : IAsyncLifetime
{
    private readonly StoreFixture _storage = new(whole: true);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seals");

    public Task InitializeAsync() => _storage.InitializeAsync();

    public async Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _storage.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Store_AskedToWriteAgain_KeepsTheFirst(bool blobs)
    {
        var store = blobs ? await BlobsAsync() : new FolderSealStore(_folder.FullName);
        Assert.True(await store.TryWriteAsync("cases/a/0000000001", new BinaryData("one"), default));
        Assert.True(await store.TryWriteAsync("cases/b/0000000007", new BinaryData("two"), default));

        Assert.False(await store.TryWriteAsync("cases/a/0000000001", new BinaryData("other"), default));

        Assert.Equal("one", (await store.ReadAsync("cases/a/0000000001", default))?.ToString());
        Assert.Null(await store.ReadAsync("cases/c/0000000001", default));
        Assert.Equal(["cases/a/0000000001"], await store.ListAsync("cases/a", default).ToListAsync());
        Assert.Equal(["a", "b"], await store.FoldersAsync("cases", default).ToListAsync());
        Assert.Empty(await store.FoldersAsync("access/2026-02", default).ToListAsync());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folder_OfSeals_IsReadByItsOwnerAlone()
    {
        var root = Path.Combine(_folder.FullName, "deep");
        await new FolderSealStore(root).TryWriteAsync("days/2026-02-04", new BinaryData("x"), default);

        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(Path.Combine(root, "days", "2026-02-04")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(root, "days")));
    }

    private async Task<ISealStore> BlobsAsync()
    {
        // An earlier service version, as Azurite lags behind the client.
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_08_04);
        var container = new BlobContainerClient(_storage.ConnectionString, "seals", options);
        await container.CreateIfNotExistsAsync();
        return new BlobSealStore(container);
    }
}
