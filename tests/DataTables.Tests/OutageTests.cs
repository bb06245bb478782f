using Azure;
using Azure.Data.Tables;
using ChildProtection.Tests.Support;

namespace DataTables.Tests;

/// <summary>The service goes away and comes back, with its rows.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Azurite_StoppedAndStartedAgain_KeepsItsRowsAndTheClientGoesOn()
    {
        await using var azurite = await AzuriteProcess.StartAsync(folder.FullName);
        var options = new TableClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } };
        var table = new TableClient(azurite.ConnectionString, "Kept", options);
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });

        await azurite.StopAsync();
        var outage = await Assert.ThrowsAsync<AggregateException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        await azurite.StartAsync();
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.All(outage.InnerExceptions, inner => Assert.Equal(0, Assert.IsType<RequestFailedException>(inner).Status));
        Assert.Equal(1, read.GetInt32("A"));
    }

    [Fact]
    public async Task Request_SignedWithAnotherKey_IsRefusedByTheService()
    {
        await using var azurite = await AzuriteProcess.StartAsync(dataFolder: null);
        var stranger = new TableClient(
            new Uri($"http://127.0.0.1:{azurite.Port}/devstoreaccount1"), "Kept", new TableSharedKeyCredential("devstoreaccount1", "a2V5"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => stranger.CreateIfNotExistsAsync());

        Assert.Equal(403, failure.Status);
    }
}
