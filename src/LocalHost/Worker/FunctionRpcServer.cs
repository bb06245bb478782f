using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>Listens for the worker, on loopback and a port of its own.</summary>
internal sealed class FunctionRpcServer : IAsyncDisposable
{
    /// <summary>
    /// The longest message that the worker may send; together with the limits below it bounds what a stranger can make this host hold.
    /// </summary>
    public const int MaxMessageBytes = 32 * 1024 * 1024;

    private const int MostConnections = 8;

    private readonly WebApplication _web;

    private FunctionRpcServer(WebApplication web) => _web = web;

    /// <summary>Where the worker connects to.</summary>
    public Uri Endpoint => new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FunctionRpcServer> StartAsync(
        WorkerReception reception, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton(reception);
        builder.Services.AddSingleton(new WorkerLog(loggers));
        // The worker waits on real time, whatever the app's clock.
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = MaxMessageBytes);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit);
        var web = builder.Build();
        web.UseRouting();
        web.MapGrpcService<FunctionRpcService>();
        await web.StartAsync(cancellationToken);
        return new FunctionRpcServer(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static void Limit(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = MostConnections;
        // A worker opens one stream; it lasts as long as the worker and may be silent for hours.
        server.Limits.Http2.MaxStreamsPerConnection = 1;
        server.Limits.MinRequestBodyDataRate = null;
        server.Limits.MinResponseDataRate = null;
        server.Limits.MaxRequestBodySize = null;
        server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
    }
}
