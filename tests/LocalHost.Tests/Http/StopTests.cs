using System.Net;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests.Http;

public sealed class StopTests : IAsyncLifetime
{
    private readonly Gate _gate = new();
    private readonly FunctionsHost _host = FunctionsHost.In();

    public Task InitializeAsync() => _host.StartAsync([typeof(GatedFunctions)], builder => builder.Services.AddSingleton(_gate));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Stop_WithARequestUnderWay_LetsItEnd_AndTellsOthersThatItStops()
    {
        var answer = _host.Http.GetStringAsync("/api/gated");
        await Gate.WithinAsync(_gate.Entered.Task, "the request reaches the function");

        var stop = _host.Running.StopAsync(CancellationToken.None);
        var refused = await _host.Http.PostAsync("/api/length", new ByteArrayContent([1, 2, 3]));
        Assert.False(stop.IsCompleted);
        _gate.Leave.SetResult("drained");

        Assert.Equal("drained", await answer);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.Contains("stopping", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stop;
    }

    [Fact]
    public async Task Stop_WithARequestThatDoesNotEnd_GivesItUpWhenPatienceIsOver()
    {
        var answer = _host.Http.GetStringAsync("/api/gated");
        await Gate.WithinAsync(_gate.Entered.Task, "the request reaches the function");
        using var patience = new CancellationTokenSource();

        var stop = _host.Running.StopAsync(patience.Token);
        await patience.CancelAsync();
        await stop;

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        _gate.Leave.SetResult("too late");
    }
}
