using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.RecordStore;

internal static class RecordStoreServices
{
    /// <summary>Adds the tables of the record and what reads and writes a case in them.</summary>
    public static IServiceCollection AddRecordStore(this IServiceCollection services) => services
        .AddSingleton<CaseTables>()
        .AddSingleton<CaseReader>()
        .AddSingleton<CaseInbox>();
}
