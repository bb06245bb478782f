using System.Net;
using System.Net.Sockets;
using System.Text;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests.Http;

public sealed class RequestLimitTests : IAsyncLifetime
{
    private readonly Gate _gate = new();
    private readonly FunctionsHost _host = FunctionsHost.In();

    public Task InitializeAsync()
        => _host.StartAsync([typeof(GatedFunctions)], builder => builder.Services.AddSingleton(_gate), "--max-body", "100000");

    public async Task DisposeAsync()
    {
        _gate.Leave.TrySetResult("over");
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Body_UpToTheLimit_ReachesTheFunction()
    {
        var response = await _host.Http.PostAsync("/api/length", new ByteArrayContent(new byte[100000]));

        Assert.Equal("100000", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Header_WithLettersThatNoneMayCarry_IsRefusedByName()
    {
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Http.BaseAddress!, "/api/gated"));
        request.Headers.TryAddWithoutValidation("X-Break-Glass-Reason", "Kind vor der Tür");

        var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("X-Break-Glass-Reason", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OverTheLimit_IsRefusedWithAProblem(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/length") { Content = new ByteArrayContent(new byte[100001]) };
        request.Headers.TransferEncodingChunked = chunked;

        var response = await _host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET /api/gated HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("POST /api/length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na")]
    public async Task Caller_ThatIsTooSlow_IsCutOff(string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Running.Web.Address.Host, _host.Running.Web.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var reader = new StreamReader(stream);

        Assert.Contains(" 408 ", await reader.ReadToEndAsync(patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_ThatGoesAway_CancelsTheFunction()
    {
        using var gone = new CancellationTokenSource();
        var request = _host.Http.GetAsync("/api/gated", gone.Token);
        await Gate.WithinAsync(_gate.Entered.Task, "the request reaches the function");

        await gone.CancelAsync();

        Assert.Equal("told", await Gate.WithinAsync(_gate.Cancelled.Task, "the function is cancelled"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }
}
