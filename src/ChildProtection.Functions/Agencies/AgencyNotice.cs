using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Agencies;

/// <summary>Says once, at the start, that any agency's code is taken while the authority has configured none.</summary>
internal sealed partial class AgencyNotice(BusAgencies agencies, ILogger<AgencyNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!agencies.AreConfigured)
            NotConfigured(string.Join(", ", agencies.Codes));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        1,
        LogLevel.Information,
        "The setting Agencies names none. {Agencies} may read their cases; every other code is taken as it is written. "
        + "Set Agencies before real cases come.",
        EventName = "AgenciesNotConfigured")]
    private partial void NotConfigured(string agencies);
}
