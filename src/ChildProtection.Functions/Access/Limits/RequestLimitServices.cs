using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access.Limits;

internal static class RequestLimitServices
{
    /// <summary>Adds the limits of requests per account and overall.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(RequestLimits.From(configuration))
        .AddSingleton<RequestLimiter>()
        .AddSingleton<SubmissionQuota>();
}
