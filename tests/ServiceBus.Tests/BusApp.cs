using System.Net.Http.Headers;
using System.Text;
using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.ServiceBus;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceBus.Tests;

/// <summary>A real host with the test's entities on a free port, and what an agency with an HTTP client can do.</summary>
internal sealed class BusApp : IAsyncDisposable
{
    private readonly FunctionsHost _host;

    private BusApp(FunctionsHost host)
    {
        _host = host;
        Client = new ServiceBusClient(Get<IConfiguration>()["ServiceBus"]!);
    }

    public IHost Host => _host.Host;

    public HttpClient Http => _host.Http;

    /// <summary>As the app makes it: from the setting that the host gave.</summary>
    public ServiceBusClient Client { get; }

    public T Get<T>()
        where T : notnull => _host.Get<T>();

    public static async Task<BusApp> StartAsync(Type[]? functions = null, Action<IServiceCollection>? configure = null, string[]? arguments = null, string hostJson = "{}")
    {
        var host = FunctionsHost.In();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "test.entities.json"), Path.Combine(host.Folder, "servicebus.entities.json"));
        await File.WriteAllTextAsync(Path.Combine(host.Folder, "host.json"), hostJson);
        await host.StartAsync(functions ?? [], builder => configure?.Invoke(builder.Services), arguments ?? []);
        return new(host);
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

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
