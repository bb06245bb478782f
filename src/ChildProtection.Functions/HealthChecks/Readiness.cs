using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>
/// Runs the checks at most once a second, for all who ask meanwhile: the route is anonymous, and each run reads the tables and the engine.
/// The second is of real time, on a simulated clock as well.
/// </summary>
public sealed class Readiness(HealthCheckService checks, TimeProvider? time = null)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private (long Ended, Task<HealthReport> Report)? _last;

    /// <param name="cancellation">Ends the wait of this caller alone.</param>
    public Task<HealthReport> ReportAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_last is not { } last || (last.Report.IsCompleted && (last.Report.IsFaulted || _time.GetElapsedTime(last.Ended) >= Fresh)))
                _last = (0, RunAsync());
            return _last.Value.Report.WaitAsync(cancellation);
        }
    }

    private async Task<HealthReport> RunAsync()
    {
        // The caller holds the gate until the first await.
        await Task.Yield();
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        lock (_gate)
            _last = (_time.GetTimestamp(), Task.FromResult(report));
        return report;
    }
}
