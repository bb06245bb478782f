using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.RecordStore;

internal static class RecordStoreServices
{
    /// <summary>Adds the tables of the record, and the readers and writers of a case.</summary>
    public static IServiceCollection AddRecordStore(this IServiceCollection services) => services
        .AddSingleton(provider => new CaseTables(
            provider.GetRequiredService<TableServiceClient>(),
            provider.GetKeyedService<TableServiceClient>(TablesServices.AccessLog)))
        .AddSingleton<CaseReader>()
        .AddSingleton<CaseInbox>();
}
