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
/// Sends traces and metrics by OTLP to the receiver in the settings; nothing without one. It starts before and ends after everything else,
/// so that it also sends the last requests and activities.
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
        // The exporter reads its other settings itself, from the same source as the app.
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

    /// <summary>An absent receiver must not delay the stop for long.</summary>
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
