using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseWorkflow;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Teams;

internal static class TeamServices
{
    /// <summary>Adds the authority's teams.</summary>
    /// <exception cref="ProfileException">The file is missing or broken; the message names every fault.</exception>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        var open = TeamDirectory.Open(TeamOptions.From(configuration));
        return services
            .AddSingleton(provider => open(provider.GetRequiredService<ILogger<TeamDirectory>>()))
            .AddSingleton<IDeputies, TeamDeputies>()
            .AddSingleton<ITeamManagers, TeamManagers>();
    }
}
