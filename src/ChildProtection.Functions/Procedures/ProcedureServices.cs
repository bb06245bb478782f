using ChildProtection.Domain.Profiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Procedures;

internal static class ProcedureServices
{
    /// <summary>Adds the procedures that this deployment knows, and the local days of their profiles.</summary>
    /// <exception cref="ProfileException">A folder is not there, or a file is broken; every fault of every file is named.</exception>
    public static IServiceCollection AddProcedures(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ProcedureFolders.Load(ProcedureOptions.From(configuration)))
        .AddSingleton<LocalDays>();
}
