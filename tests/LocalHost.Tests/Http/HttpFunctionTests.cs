using System.Net;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Http;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private readonly HeardLogs _logs = HeardLogs.From();
    private readonly ILoggerFactory _loggers;
    private readonly FunctionsHost _host;

    public HttpFunctionTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace));
        _host = FunctionsHost.In(loggers: _loggers);
    }

    public Task InitializeAsync() => _host.StartAsync([typeof(HttpFunctions)]);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _loggers.Dispose();
    }

    [Fact]
    public async Task Answer_OfAFunction_ComesWithStatusHeaderAndBody()
    {
        var response = await _host.Http.GetAsync("/api/action/7");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/action/7", response.Headers.Location?.ToString());
        Assert.Equal("""{"text":"made","number":7}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Function_WithoutRoute_AnswersUnderItsName()
        => Assert.Equal("plain x y", await _host.Http.GetStringAsync("/api/Text?q=x%20y"));

    [Fact]
    public async Task Host_AsTheCallerNamedIt_ReachesTheFunction()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/host") { Headers = { Host = "example.test:81" } };
        request.Headers.Add("X-Forwarded-Host", "forged.test");

        Assert.Equal("example.test:81", await (await _host.Http.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(404)]
    public async Task EmptyAnswer_OfAFunction_StaysAsTheFunctionGaveIt(int status)
    {
        var response = await _host.Http.GetAsync($"/api/empty/{status}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/action/7")]
    [InlineData("/api/action/seven")]
    public async Task Path_ThatNothingAnswers_IsAProblem(string path)
    {
        var response = await _host.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Method_ThatTheRouteDoesNotTake_IsAProblemWithTheOnesItTakes()
    {
        var response = await _host.Http.PostAsync("/api/nothing", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["DELETE", "PUT"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Exception_OfAFunction_IsAProblemWithoutDetails_AndLogged()
    {
        var response = await _host.Http.GetAsync("/api/fails");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Contains(_logs.Lines, line => line.Level == LogLevel.Error
            && line.Text.Contains("The function Fails failed with System.InvalidOperationException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exception_AfterTheAnswerBegan_CutsTheAnswer()
    {
        using var response = await _host.Http.GetAsync("/api/breaks", HttpCompletionOption.ResponseHeadersRead);

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task LongAnswer_IsPassedOnWhileTheFunctionStillWrites()
    {
        using var response = await _host.Http.GetAsync("/api/long", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpFunctions.LongLength, (await response.Content.ReadAsByteArrayAsync()).Length);
    }
}
