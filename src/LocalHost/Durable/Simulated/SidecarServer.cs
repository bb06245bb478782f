using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>Where durable clients reach the simulator: gRPC on a free loopback port.</summary>
internal sealed class SidecarServer : IAsyncDisposable
{
    /// <summary>Bytes that one message may have.</summary>
    public const int LongestMessage = 64 * 1024 * 1024;

    private readonly WebApplication _app;

    private SidecarServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<SidecarServer> StartAsync(TaskHub hub, ILogger logger, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestMessage;
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRouting();
        builder.Services.AddGrpc(static grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (LongestMessage, LongestMessage));
        builder.Services.AddSingleton(new SidecarService(hub, logger));
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<SidecarService>();
        await app.StartAsync(cancellationToken);
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        // Clients that wait for an instance would wait on: they are cut off.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
