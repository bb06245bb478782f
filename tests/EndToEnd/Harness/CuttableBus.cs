using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary>
/// The way from the app to the host's bus, which can be cut. The bus gets a port and a key that are known beforehand, and the host's
/// settings leave the app's connection string to the environment.
/// </summary>
internal sealed class CuttableBus : IAsyncDisposable
{
    private const string KeyName = "RootManageSharedAccessKey";
    private static readonly JsonDocumentOptions WithComments = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };
    private readonly CuttableProxy _way;
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly int _port = Loopback.FreePort();

    /// <param name="folder">Where the settings go.</param>
    /// <param name="data">The host's data folder, which it has not used yet.</param>
    public CuttableBus(string folder, string data)
    {
        _way = new CuttableProxy(_port);
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "bus-keys.json"), new JsonObject { [KeyName] = _key }.ToJsonString());
        SettingsFile = Path.Combine(folder, "host-settings.json");
        var settings = JsonNode.Parse(File.ReadAllText(Checkout.HostSettings), documentOptions: WithComments)!;
        settings["environment"]!.AsObject().Remove("ServiceBus");
        settings["busEntities"] = Path.Combine(Checkout.Root, settings["busEntities"]!.ToString());
        File.WriteAllText(SettingsFile, settings.ToJsonString());
    }

    /// <summary>What the host is given instead of its usual settings.</summary>
    public string SettingsFile { get; }

    /// <summary>The host's option <c>--bus-port</c>.</summary>
    public string Port => $"{_port}";

    /// <summary>The app's setting <c>ServiceBus</c>.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://localhost:{_way.Port};SharedAccessKeyName={KeyName};SharedAccessKey={_key};UseDevelopmentEmulator=true";

    /// <summary>The app reaches it no more; others do.</summary>
    public void Cut() => _way.Cut();

    public void Mend() => _way.Mend();

    public ValueTask DisposeAsync() => _way.DisposeAsync();
}
