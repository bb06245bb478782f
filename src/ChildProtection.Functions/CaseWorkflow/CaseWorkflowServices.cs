using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.CaseWorkflow;

internal static class CaseWorkflowServices
{
    /// <summary>Adds what a case's orchestration works with.</summary>
    public static IServiceCollection AddCaseWorkflow(this IServiceCollection services) => services
        .AddSingleton<CaseCommit>()
        .AddSingleton<CasePublisher>()
        .AddSingleton<EventWaiters>()
        .AddSingleton<CaseWorkflowClient>();
}
