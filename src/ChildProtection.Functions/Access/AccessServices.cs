using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access;

internal static class AccessServices
{
    /// <summary>Adds the caller, the permissions and their log; needs authentication, the route table and the access log.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<CurrentCaller>()
        .AddScoped<AccessRecorder>()
        .AddScoped<CaseGate>()
        .AddSingleton(BreakGlassOptions.From(configuration))
        .AddSingleton<SharedKey>()
        .AddSingleton<AskedFor>()
        .AddSingleton<BreakGlassDays>()
        .AddSingleton<EmergencyAccesses>()
        .AddSingleton<GlassBreaker>()
        .AddSingleton<BreakGlassAlert>()
        .AddSingleton<EmergencyReminders>();
}
