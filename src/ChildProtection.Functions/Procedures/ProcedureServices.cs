using ChildProtection.Domain.Profiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Procedures;

internal static class ProcedureServices
{
    /// <summary>Adds this deployment's procedures and the local days of their profiles.</summary>
    /// <exception cref="ProfileException">A folder is missing or a file is broken; the message names every fault.</exception>
    public static IServiceCollection AddProcedures(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ProcedureFolders.Load(ProcedureOptions.From(configuration)))
        .AddSingleton<LocalDays>();
}
