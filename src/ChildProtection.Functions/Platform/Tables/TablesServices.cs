using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Platform.Tables;

internal static class TablesServices
{
    /// <summary>The key of the access log's own account.</summary>
    public const string AccessLog = "access-log";

    /// <summary>Adds the client of the tables, and that of the access log where it has an account of its own.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => TablesOptions.From(configuration).CreateClient());
        if (TablesOptions.Read(new SettingsReader(configuration)).CreateAccessLogClient() is { } accessLog)
            services.AddKeyedSingleton(AccessLog, accessLog);
        return services;
    }
}
