using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access;

internal static class AccessServices
{
    /// <summary>
    /// Adds who calls, what the caller may do, and the log of it; needs authentication, the route table and the access log.
    /// </summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddScoped<CurrentCaller>()
        .AddScoped<AccessRecorder>()
        .AddScoped<CaseGate>()
        .AddSingleton<BreakGlassAlert>();
}
