using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using ChildProtection.Functions.Intake;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Schedules;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Settings;
using ChildProtection.Functions.Storage;
using ChildProtection.Functions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChildProtection.Functions;

/// <summary>What the app is made of.</summary>
internal static class AppServices
{
    public static IServiceCollection AddCases(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<TelemetryExport>();
        services.AddProcedures(configuration);
        services.AddSingleton(_ => Tables(configuration));
        services.AddSingleton<CaseTables>();
        services.AddSingleton<CaseReader>();
        services.AddSingleton<PlanReader>();
        services.AddSingleton<WorklistReader>();
        services.AddSingleton<ApprovalReader>();
        services.AddSingleton<CaseIndexReader>();
        services.AddSingleton<CaseRestrictions>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<CaseInbox>();
        services.AddSingleton<CaseCommit>();
        services.AddSingleton<CaseProjection>();
        services.AddSingleton<BreakGlassAlert>();
        services.AddSingleton<EventWaiters>();
        services.AddSingleton<CaseEngine>();
        services.AddSingleton<DurableClients>();
        services.AddSingleton<FirstSweep>();
        services.AddSingleton<CaseWatchdog>();
        services.AddSingleton<EngineRecovery>();
        services.AddSingleton<CaseIntake>();
        services.AddSingleton<ProjectionRebuild>();
        services.AddSingleton<StrayLines>();
        services.AddRetention(configuration);
        return services;
    }

    private static TableServiceClient Tables(IConfiguration configuration)
    {
        var options = new TableClientOptions();
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        // Keys and filters stand in request addresses, and an index key may begin with a name.
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        if (configuration[StartSettings.TablesConnection] is { Length: > 0 } connectionString)
            return new TableServiceClient(connectionString, options);
        return configuration[StartSettings.TablesAddress] is { Length: > 0 } address
            ? new TableServiceClient(new Uri(address), new DefaultAzureCredential(), options)
            : throw new InvalidOperationException(
                "The record store is not configured. On Azure set Tables__ServiceUri to the account's table address, which the app's identity may use; "
                + "elsewhere set Tables__ConnectionString, as ./run does for Azurite.");
    }
}
