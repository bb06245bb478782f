using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.CaseWorkflow;

internal static class CaseWorkflowServices
{
    /// <summary>Adds the services of a case's orchestration.</summary>
    public static IServiceCollection AddCaseWorkflow(this IServiceCollection services) => services
        .AddSingleton<CaseCommit>()
        .AddSingleton<CasePublisher>()
        .AddSingleton<CaseMessages>()
        .AddSingleton<EventWaiters>()
        .AddSingleton<CaseWorkflowClient>();
}
