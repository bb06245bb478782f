using ChildProtection.Functions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChildProtection.Functions.Hosting;

/// <summary>
/// Sends traces and metrics to where the settings say, by OTLP; nothing where they say nothing. Begun before and ended after everything
/// else, so that what the last requests and activities did is sent too.
/// </summary>
internal sealed class TelemetryExport(TelemetryOptions options, IConfiguration configuration) : IHostedLifecycleService, IDisposable
{
    private const int LongestFlush = 5_000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Endpoint is null)
            return Task.CompletedTask;
        // The exporter reads the rest of its settings itself, from the same place as the app.
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource(CaseTraces.SourceName)
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter(CaseMetrics.MeterName)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A receiver that is away must not hold up the stop for long.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.ForceFlush(LongestFlush);
            _metrics?.ForceFlush(LongestFlush);
        },
        cancellationToken);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Describe(ResourceBuilder resource) => resource.AddService(
        options.ServiceName,
        serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString());
}
