using ChildProtection.LocalRuntime.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>Where the bus's things lie, and how the app is told of it.</summary>
internal static class BusSettings
{
    /// <summary>The setting that holds the connection string, for senders and for a trigger's <c>Connection</c>.</summary>
    public const string Connection = "ServiceBus";

    private const string EntitiesFile = "servicebus.entities.json";

    /// <summary>Entities are declared in the content root, in its folder <c>infra</c>, or beside the program. The lists they name are settings: sections, or texts parted by commas.</summary>
    public static MessageBrokerOptions Options(LocalRuntimeOptions options, IConfiguration configuration, string contentRoot) => new()
    {
        DatabasePath = Path.Combine(options.DataDirectory, "bus.db"),
        KeysPath = Path.Combine(options.DataDirectory, "bus-keys.json"),
        EntitiesPath = new[] { contentRoot, Path.Combine(contentRoot, "infra"), AppContext.BaseDirectory }
            .Select(folder => Path.Combine(folder, EntitiesFile)).FirstOrDefault(File.Exists),
        ListOf = name => configuration[name] is { } text
            ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [.. configuration.GetSection(name).GetChildren().Select(child => child.Value).OfType<string>()],
    };
}
