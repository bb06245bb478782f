using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.DeadLettering;

internal static class DeadLetterServices
{
    /// <summary>Adds what lists and settles dead letters.</summary>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services) => services
        .AddSingleton<DeadLetters>()
        .AddSingleton<LetterCases>()
        .AddSingleton<Proposals>()
        .AddSingleton<RedriveSender>()
        .AddSingleton<Redrives>()
        .AddSingleton<IDeadLetters>(provider => provider.GetRequiredService<Redrives>())
        .AddScoped<LetterGate>();
}
