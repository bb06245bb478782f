using LocalHost.Bus;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>Starts the bus in the data folder, and reports faults as those of the host's start.</summary>
internal static class BusStart
{
    /// <param name="options">The host's options.</param>
    /// <param name="settings">Which entities there are.</param>
    /// <param name="folder">Where the bus keeps its files.</param>
    /// <param name="onCommitting">Called before each commit; null for an ordinary host.</param>
    /// <param name="loggers">For the bus's log.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="HostStartException">It can't start; the message says why.</exception>
    public static async Task<BusHost> StartAsync(
        HostOptions options,
        LocalHostSettings settings,
        DataFolder folder,
        Action? onCommitting,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var bus = new BusHost(
            new BusOptions
            {
                DatabasePath = folder.PathOf("bus.db"),
                KeysPath = folder.PathOf("bus-keys.json"),
                EntitiesPath = settings.BusEntities,
                // The lists that the entities file names are app settings: texts parted by commas.
                ListOf = name => (Environment.GetEnvironmentVariable(name) ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Port = options.BusPort,
                OnCommitting = onCommitting,
            },
            // Locks live on real time, whatever the app's clock.
            TimeProvider.System,
            loggers);
        try
        {
            await bus.StartAsync(cancellationToken);
            return bus;
        }
        catch (Exception exception) when (exception is BusStoreException or BusEntitiesException)
        {
            await bus.DisposeAsync();
            throw new HostStartException(exception.Message, exception);
        }
        catch (IOException exception)
        {
            await bus.DisposeAsync();
            throw new HostStartException($"{exception.Message} The option --bus-port N chooses another port.", exception);
        }
    }
}
