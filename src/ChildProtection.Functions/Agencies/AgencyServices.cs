using ChildProtection.Functions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Agencies;

internal static class AgencyServices
{
    /// <summary>Adds the receipt of messages from partner agencies.</summary>
    public static IServiceCollection AddAgencies(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(BusAgencies.From(configuration))
        .AddSingleton(services => new PartnerCodes(services.GetRequiredService<BusAgencies>().Codes))
        .AddSingleton<AgencySubjects>()
        .AddSingleton<SentRedrives>()
        .AddSingleton<AgencyLog>()
        .AddSingleton<AgencyEventSubmission>()
        .AddSingleton<AgencyMessageHandler>()
        .AddHostedService<AgencyEventProcessor>();
}
