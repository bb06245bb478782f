using ChildProtection.Functions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Agencies;

internal static class AgencyServices
{
    /// <summary>Adds the receipt of messages from partner agencies.</summary>
    public static IServiceCollection AddAgencies(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(BusAgencies.From(configuration))
        .AddSingleton(services => Partners(services.GetRequiredService<BusAgencies>()))
        .AddHostedService<AgencyNotice>()
        .AddSingleton<AgencySubjects>()
        .AddSingleton<SentRedrives>()
        .AddSingleton<AgencyLog>()
        .AddSingleton<AgencyEventSubmission>()
        .AddSingleton<AgencyMessageHandler>()
        .AddHostedService<AgencyEventProcessor>();

    private static PartnerCodes Partners(BusAgencies agencies) => new(agencies.Codes, agencies.AreConfigured);
}
