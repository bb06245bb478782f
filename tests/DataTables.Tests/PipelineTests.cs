using System.Net;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Moq;
using static DataTables.Tests.RecordingHandler;

namespace DataTables.Tests;

/// <summary>Retries, signing and tokens, without a network.</summary>
public sealed class PipelineTests
{
    [Fact]
    public async Task Request_FailsTwiceThenWorks_IsRetriedAndSignedAnew()
    {
        var network = new RecordingHandler(
            () => Answer(HttpStatusCode.ServiceUnavailable),
            () => throw new HttpRequestException("connection refused"),
            () => Answer(HttpStatusCode.NoContent));

        var response = await network.Table().AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(204, response.Status);
        Assert.Equal(3, network.Requests.Select(Authorization).Distinct().Count());
        Assert.Single(network.Requests.Select(request => request.Split("\n\n")[1]).Distinct());
    }

    [Fact]
    public async Task Request_FailsToTheEnd_IsTheServicesLastError()
    {
        var network = new RecordingHandler([.. Enumerable.Repeat(
            () => Answer(HttpStatusCode.ServiceUnavailable, """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"Busy."}}}"""), 4)]);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => network.Table().GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal((503, "ServerBusy", 4), (failure.Status, failure.ErrorCode, network.Requests.Count));
    }

    [Fact]
    public async Task Request_ConflictOrPrecondition_IsNotRetried()
    {
        var network = new RecordingHandler(() => Answer(HttpStatusCode.Conflict), () => Answer(HttpStatusCode.PreconditionFailed));
        var table = network.Table();

        await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), new ETag("W/\"1\"")));

        Assert.Equal(2, network.Requests.Count);
    }

    [Fact]
    public async Task TokenCredential_OverHttps_SendsABearerTokenForStorage()
    {
        var network = new RecordingHandler(() => Answer(HttpStatusCode.NoContent));
        string[] scopes = [];
        var credential = new Mock<TokenCredential>();
        credential.Setup(source => source.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .Callback((TokenRequestContext context, CancellationToken _) => scopes = context.Scopes)
            .ReturnsAsync(new AccessToken("a-token", DateTimeOffset.MaxValue));
        var service = new TableServiceClient(new Uri("https://account.table.core.windows.net"), credential.Object, network.Options());

        await service.GetTableClient("Cases").AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal("Authorization: Bearer a-token", Authorization(Assert.Single(network.Requests)));
        Assert.Equal(["https://storage.azure.com/.default"], scopes);
        Assert.Equal("account", service.AccountName);
    }

    [Fact]
    public async Task TokenCredential_OverHttp_IsRefusedBeforeTheTokenIsSent()
    {
        var network = new RecordingHandler();
        var table = new TableClient(new Uri("http://account.example"), "Cases", Mock.Of<TokenCredential>(), network.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=abc;AccountKey=a2V5;EndpointSuffix=core.windows.net", "abc", "https://abc.table.core.windows.net/")]
    [InlineData("AccountName=abc;AccountKey=a2V5PQ==;TableEndpoint=http://localhost:9/abc;", "abc", "http://localhost:9/abc")]
    public void ConnectionString_OfEachForm_GivesAccountAndAddress(string text, string account, string address)
    {
        var service = new TableServiceClient(text);

        Assert.Equal((account, address), (service.AccountName, service.Uri.AbsoluteUri));
        Assert.Equal($"{address.TrimEnd('/')}/Cases", service.GetTableClient("Cases").Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("nonsense-with-secret")]
    [InlineData("AccountName=abc")]
    [InlineData("AccountName=abc;AccountKey=not base64 secret")]
    [InlineData("AccountName=abc;AccountKey=a2V5;TableEndpoint=secret")]
    public void ConnectionString_Broken_IsRefusedWithoutShowingIt(string text)
    {
        var failure = Assert.Throws<FormatException>(() => new TableServiceClient(text));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    private static string Authorization(string request) =>
        request.Split('\n').Single(line => line.StartsWith("Authorization: ", StringComparison.Ordinal));
}
