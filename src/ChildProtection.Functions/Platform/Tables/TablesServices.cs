using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Platform.Tables;

internal static class TablesServices
{
    /// <summary>Adds the client of the tables.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(_ => TablesOptions.From(configuration).CreateClient());
}
