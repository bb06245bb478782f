using System.Net.Http.Headers;
using System.Text;
using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.FunctionsWorker;
using ChildProtection.LocalRuntime.ServiceBus;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceBus.Tests;

/// <summary>A real host with the test's entities on a free port, and what an agency with an HTTP client can do.</summary>
internal sealed class BusApp : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private BusApp(DirectoryInfo folder, IHost host)
    {
        (_folder, Host) = (folder, host);
        Http = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        Client = new ServiceBusClient(host.Services.GetRequiredService<IConfiguration>()["ServiceBus"]!);
    }

    public IHost Host { get; }

    public HttpClient Http { get; }

    /// <summary>As the app makes it: from the setting that the host gave.</summary>
    public ServiceBusClient Client { get; }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public static async Task<BusApp> StartAsync(Type[]? functions = null, Action<IServiceCollection>? configure = null, string[]? arguments = null, string hostJson = "{}")
    {
        var folder = Directory.CreateTempSubdirectory("bus-app-");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "test.entities.json"), Path.Combine(folder.FullName, "servicebus.entities.json"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "host.json"), hostJson);
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--contentRoot", folder.FullName, .. arguments ?? []]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseFunctionTypes(functions ?? []);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new(folder, host);
    }

    /// <summary>A request with a token that the key of a name signed for an entity, an hour long.</summary>
    public async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, string? keyName = "RootManageSharedAccessKey", string? body = null, Action<HttpRequestHeaders>? headers = null, string? tokenFor = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Http.BaseAddress!, "/servicebus/" + path));
        if (body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (keyName is not null)
            request.Headers.TryAddWithoutValidation("Authorization", Token(tokenFor ?? path.Split("/messages")[0], keyName));
        headers?.Invoke(request.Headers);
        return await Http.SendAsync(request);
    }

    public string Token(string entity, string keyName, DateTimeOffset? expires = null, string? key = null) =>
        SasToken.Create($"{Http.BaseAddress}servicebus/{entity}", keyName, key ?? KeyOf(keyName), expires ?? TimeProvider.System.GetUtcNow().AddHours(1));

    public string KeyOf(string name) => Broker.Keys.All().Single(found => found.Rule.Name == name).Key;

    public MessageBroker Broker => RunningBrokers.Find("RootManageSharedAccessKey", BrokerConnection.Parse(Get<IConfiguration>()["ServiceBus"]!).Key)!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
