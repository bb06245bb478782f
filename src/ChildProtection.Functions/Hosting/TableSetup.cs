using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Hosting;

/// <summary>Makes the tables before the app starts; storage that is not there yet is waited for, as it is later on.</summary>
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

    [LoggerMessage(20, LogLevel.Warning, "The app waits for its tables before it starts: {Reason}", EventName = "WaitingForTables")]
    private static partial void Waiting(ILogger logger, string reason);
}
