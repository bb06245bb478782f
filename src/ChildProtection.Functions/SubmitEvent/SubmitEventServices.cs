using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.SubmitEvent;

internal static class SubmitEventServices
{
    /// <summary>Adds the submission of events.</summary>
    public static IServiceCollection AddSubmitEvent(this IServiceCollection services) => services
        .AddSingleton<EventSubmission>()
        .AddSingleton<DryRuns>()
        .AddSingleton<ReceivingTeam>()
        .AddSingleton<Appointments>()
        .AddSingleton<NamedAgencies>()
        .AddScoped<SubmissionAnswers>();
}
