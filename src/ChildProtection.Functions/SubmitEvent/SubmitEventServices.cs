using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.SubmitEvent;

internal static class SubmitEventServices
{
    /// <summary>Adds what takes events in and answers their callers.</summary>
    public static IServiceCollection AddSubmitEvent(this IServiceCollection services) => services
        .AddSingleton<EventSubmission>()
        .AddSingleton<SubmissionAnswers>();
}
