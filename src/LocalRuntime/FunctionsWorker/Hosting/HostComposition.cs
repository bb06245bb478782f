using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.FunctionsWorker.Admin;
using ChildProtection.LocalRuntime.FunctionsWorker.Bus;
using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Durable;
using ChildProtection.LocalRuntime.FunctionsWorker.Faults;
using ChildProtection.LocalRuntime.FunctionsWorker.Http;
using ChildProtection.LocalRuntime.FunctionsWorker.Timers;
using ChildProtection.LocalRuntime.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>Puts the host together: what the app may count on is registered first, the functions are found when it is built.</summary>
internal sealed class HostComposition
{
    private static readonly TimeSpan SlowestHeaders = TimeSpan.FromSeconds(10);
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    private readonly LocalRuntimeOptions _options;
    private readonly HostJson _hostJson;

    private HostComposition(LocalRuntimeOptions options, HostJson hostJson) => (_options, _hostJson) = (options, hostJson);

    public static HostComposition Configure(FunctionsApplicationBuilder builder)
    {
        var contentRoot = builder.Environment.ContentRootPath;
        var options = LocalRuntimeOptions.Read(builder.Configuration, contentRoot);
        DataFile.CreateDirectory(options.DataDirectory);
        var hostJson = HostJson.Read(contentRoot);
        AddServices(builder.Services, options);
        AddBus(builder, options, hostJson, contentRoot);
        AddAuthentication(builder, options);
        ListenOnLoopback(builder, options);
        return new HostComposition(options, hostJson);
    }

    public IHost Build(FunctionsApplicationBuilder builder)
    {
        var functions = new FunctionDiscovery(new SettingExpander(builder.Configuration)).Find(builder.Sources.Types());
        RealTimeSchedules.Check(_options, functions);
        functions = [.. functions.Where(function => !DisabledFunctions.IsDisabled(function, builder.Configuration))];
        var catalogue = new FunctionCatalogue(functions, builder.Pipeline.Build());
        builder.Services.AddSingleton(catalogue);
        var app = builder.Web.Build();
        ConstructorServices.Check(functions, app.Services.GetRequiredService<IServiceProviderIsService>());
        app.UseMiddleware<ErrorMiddleware>();
        app.Use(app.Services.GetRequiredService<RequestDrain>().CountAsync);
        app.UseMiddleware<AdminGuard>();
        app.UseRouting();
        AdminRoutes.Map(app);
        BusFace.Map(app, () => app.Services.GetRequiredService<BusHost>().Broker, new FunctionEndpointMarker("servicebus"));
        foreach (var (function, _) in catalogue.Of<HttpFunctionTrigger>())
            FunctionEndpoint.Map(app, function, catalogue.Pipeline, _hostJson.RoutePrefix);
        return new FunctionsHost(app, _options.Port);
    }

    private static void AddServices(IServiceCollection services, LocalRuntimeOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(new ClockPosition(options.DataDirectory));
        if (options.SimulatedClock)
        {
            services.AddSingleton(provider => new SimulatedClock(provider.GetRequiredService<ClockPosition>().Start(options.Now)));
            services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SimulatedClock>());
        }
        else
        {
            services.AddSingleton(TimeProvider.System);
        }

        if (options.FaultPoints)
            services.AddSingleton<FaultPoints>();
        services.AddRouting();
        services.AddMvcCore();
        // Order matters: started in this order before the web server, stopped in reverse after it has drained.
        services.AddSingleton<BusHost>();
        services.AddHostedService(provider => provider.GetRequiredService<BusHost>());
        services.AddSingleton<EngineHost>();
        services.AddHostedService(provider => provider.GetRequiredService<EngineHost>());
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<TimerHost>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerHost>());
        services.AddSingleton<BusListeners>();
        services.AddHostedService(provider => provider.GetRequiredService<BusListeners>());
        services.AddSingleton<RequestDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestDrain>());
        services.AddSingleton<ClockControl>();
        services.AddSingleton<TokenIssuer>();
        services.AddHealthChecks()
            .AddCheck<BusHealthCheck>("bus")
            .AddCheck<EngineHealthCheck>("engine")
            .AddCheck<TimerLagHealthCheck>("timers");
    }

    /// <summary>The app's senders and triggers find the broker by this setting; elsewhere it names the real bus.</summary>
    private static void AddBus(FunctionsApplicationBuilder builder, LocalRuntimeOptions options, HostJson hostJson, string contentRoot)
    {
        var bus = BusSettings.Options(options, builder.Configuration, contentRoot);
        builder.Services.AddSingleton(bus);
        builder.Services.AddSingleton(hostJson.Bus);
        if (string.IsNullOrEmpty(builder.Configuration[BusSettings.Connection]))
        {
            builder.Configuration.AddInMemoryCollection(
                new Dictionary<string, string?> { [BusSettings.Connection] = MessageBroker.ConnectionString(bus, options.Port) });
        }
    }

    /// <summary>The app validates tokens by these settings; elsewhere they name the real issuer, and there is no local key.</summary>
    private static void AddAuthentication(FunctionsApplicationBuilder builder, LocalRuntimeOptions options)
    {
        var key = SigningKey.LoadOrCreate(options.DataDirectory);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:LocalSigningKey"] = Convert.ToBase64String(key),
            ["Authentication:Issuer"] = SigningKey.Issuer,
            ["Authentication:Audience"] = SigningKey.Audience,
        });
    }

    private static void ListenOnLoopback(FunctionsApplicationBuilder builder, LocalRuntimeOptions options)
        => builder.Web.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            // Whoever sends a line now and then would hold a connection, and a body, for ever.
            server.Limits.RequestHeadersTimeout = SlowestHeaders;
            server.Limits.MinRequestBodyDataRate = SlowestBody;
            // "Any free port" can't be the same for IPv4 and IPv6, so that one listens on IPv4 alone.
            if (options.Port == 0)
                server.Listen(System.Net.IPAddress.Loopback, 0);
            else
                server.ListenLocalhost(options.Port);
        });
}
