using Azure.Data.Tables;
using ChildProtection.Tests.Support;

namespace DataTables.Tests;

/// <summary>One Azurite for all tests of the collection; each test takes a table of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? azurite;
    private int tables;

    public string ConnectionString => azurite!.ConnectionString;

    public TableServiceClient Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteProcess.StartAsync(dataFolder: null);
        Service = new TableServiceClient(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        if (azurite is not null)
            await azurite.DisposeAsync();
    }

    public async Task<TableClient> NewTableAsync()
    {
        var table = Service.GetTableClient($"T{Interlocked.Increment(ref tables):D6}");
        await table.CreateIfNotExistsAsync();
        return table;
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
