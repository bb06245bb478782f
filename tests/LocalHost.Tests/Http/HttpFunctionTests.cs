using System.Net;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Http;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private readonly FunctionsHost _host = FunctionsHost.In();

    public Task InitializeAsync() => _host.StartAsync([typeof(HttpFunctions)]);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Answer_OfAFunction_ComesWithStatusHeaderAndBody()
    {
        var response = await _host.Http.GetAsync("/api/action/7");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/action/7", response.Headers.Location?.ToString());
        Assert.Equal("""{"text":"made","number":7}""", await response.Content.ReadAsStringAsync());
    }
}
