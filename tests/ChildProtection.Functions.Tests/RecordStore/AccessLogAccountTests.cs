using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.RecordStore;

/// <summary>The access log lies in an account of its own where one is named, and the app's right there is to its rows alone.</summary>
public sealed class AccessLogAccountTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string Record = "https://record.table.core.windows.net";
    private const string Log = "https://log.table.core.windows.net";

    [Theory]
    [InlineData(null, "record.table.core.windows.net")]
    [InlineData(Log, "log.table.core.windows.net")]
    public void Tables_OfTheSettings_FindTheAccessLog(string? log, string expected)
    {
        var tables = Of(("Tables:ServiceUri", Record), ("Tables:AccessLogServiceUri", log));

        Assert.Equal(expected, tables.Access.Uri.Authority);
        Assert.Equal("record.table.core.windows.net", tables.Cases.Uri.Authority);
    }

    [Fact]
    public void Tables_WithAConnectionString_AreAllThere()
    {
        var tables = Of(("Tables:ConnectionString", store.ConnectionString), ("Tables:AccessLogServiceUri", Log));

        Assert.Equal(tables.Cases.Uri.Authority, tables.Access.Uri.Authority);
    }

    [Fact]
    public async Task Create_TheAccessLogIsApart_LeavesItsTableToTheTemplates()
    {
        var unreachable = new TableServiceClient(
            $"AccountName=log;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:{Loopback.FreePort()}/log;");
        var tables = new CaseTables(new TableServiceClient(store.ConnectionString), unreachable);

        await tables.CreateAsync(CancellationToken.None);

        Assert.Equal("log", tables.Access.AccountName);
    }

    private static CaseTables Of(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, one.Value))).Build();
        using var services = new ServiceCollection().AddTables(configuration).AddRecordStore().BuildServiceProvider();
        return services.GetRequiredService<CaseTables>();
    }
}
