using System.Net;
using LocalHost.Admin;
using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace LocalHost.Http;

/// <summary>The host's web server: the worker's functions and the admin routes.</summary>
internal sealed class WebServer(WebApplication web, RequestDrain drain) : IAsyncDisposable
{
    private static readonly TimeSpan SlowestHeaders = TimeSpan.FromSeconds(10);
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Its address; for <c>--port 0</c> with the chosen port.</summary>
    public Uri Address => new($"http://127.0.0.1:{new Uri(Addresses.First()).Port}");

    private ICollection<string> Addresses => web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <exception cref="HostStartException">The port is taken.</exception>
    public static async Task<WebServer> StartAsync(
        HostOptions options, HostJson hostJson, AdminParts admin, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        AddServices(builder.Services, hostJson, admin, loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Limit(server, options));
        var web = builder.Build();
        var drain = web.Services.GetRequiredService<RequestDrain>();
        web.UseMiddleware<ErrorMiddleware>();
        web.Use(drain.CountAsync);
        web.UseMiddleware<AdminGuard>();
        web.UseRouting();
        AdminRoutes.Map(web, admin);
        if (web.Services.GetService<FunctionRoutes>() is { } routes)
            ((IEndpointRouteBuilder)web).DataSources.Add(routes);
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await web.DisposeAsync();
            throw new HostStartException(
                $"Port {options.Port} is in use by another program. Stop that one, or choose another with --port N (0 takes any free one).",
                exception);
        }

        return new WebServer(web, drain);
    }

    /// <summary>The routes of a worker that has just told its functions.</summary>
    /// <exception cref="WorkerFaultException">A route can't be read.</exception>
    public void Show(IReadOnlyList<WorkerFunction> functions) => web.Services.GetRequiredService<FunctionRoutes>().Show(functions);

    /// <summary>Takes no more requests and lets those under way be answered, until the token is cancelled.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => drain.DrainAsync(cancellationToken);

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private static void AddServices(IServiceCollection services, HostJson hostJson, AdminParts admin, ILoggerFactory loggers)
    {
        services.AddSingleton(loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddRouting();
        services.AddSingleton<RequestDrain>();
        services.AddSingleton(new WorkerAbsence(admin.Worker?.Supervisor, TimeProvider.System));
        if (admin.Worker is { } worker)
            AddProxy(services, hostJson, worker);
    }

    private static void AddProxy(IServiceCollection services, HostJson hostJson, WorkerHost worker)
    {
        services.AddSingleton(hostJson);
        services.AddSingleton(worker.Supervisor);
        services.AddSingleton(worker.Invoker);
        services.AddSingleton(new ForwarderRequestConfig
        {
            Version = HttpVersion.Version11,
            // The function's own limit comes first; this one is behind it.
            ActivityTimeout = hostJson.FunctionTimeout == Timeout.InfiniteTimeSpan
                ? TimeSpan.FromDays(1)
                : hostJson.FunctionTimeout + SlowestHeaders,
        });
        services.AddHttpForwarder();
        services.AddSingleton<FunctionProxy>();
        services.AddSingleton<RequestGate>();
        services.AddSingleton<FunctionRoutes>();
    }

    private static void Limit(KestrelServerOptions server, HostOptions options)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        // A caller that sends a line now and then would hold a connection, and a body, for ever.
        server.Limits.RequestHeadersTimeout = SlowestHeaders;
        server.Limits.MinRequestBodyDataRate = SlowestBody;
        // "Any free port" can't be the same for IPv4 and IPv6, so that one listens on IPv4 alone.
        if (options.Port == 0)
            server.Listen(IPAddress.Loopback, 0);
        else
            server.ListenLocalhost(options.Port);
    }
}
