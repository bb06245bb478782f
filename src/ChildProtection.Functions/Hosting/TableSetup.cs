using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Hosting;

/// <summary>Creates the tables before the app starts, and waits for storage that is not ready.</summary>
internal static partial class TableSetup
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task CreateTablesAsync(this IHost host)
    {
        var tables = host.Services.GetRequiredService<CaseTables>();
        var logger = host.Services.GetRequiredService<ILogger<CaseTables>>();
        using var pause = new PeriodicTimer(Pause);
        while (true)
        {
            try
            {
                await tables.CreateAsync(CancellationToken.None);
                return;
            }
            catch (StorageUnavailableException exception)
            {
                Waiting(logger, exception.Message);
                await pause.WaitForNextTickAsync();
            }
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "Waiting for table storage before the app starts: {Reason}", EventName = "WaitingForTables")]
    private static partial void Waiting(ILogger logger, string reason);
}
