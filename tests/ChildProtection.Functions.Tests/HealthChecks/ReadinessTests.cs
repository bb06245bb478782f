using ChildProtection.Functions.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace ChildProtection.Functions.Tests.HealthChecks;

/// <summary>Anybody may ask for readiness, and as often as he likes: the checks run once a second.</summary>
public sealed class ReadinessTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CountedChecks _checks = new();
    private readonly Readiness _readiness;

    public ReadinessTests() => _readiness = new(_checks, _time);

    [Fact]
    public async Task Report_AskedByManyAtOnce_RunsTheChecksOnce()
    {
        _checks.Held = new();
        var asked = Enumerable.Range(0, 100).Select(_ => _readiness.ReportAsync(CancellationToken.None)).ToArray();
        _checks.Held.SetResult();

        Assert.Single((await Task.WhenAll(asked)).Distinct());
        Assert.Equal(1, _checks.Runs);
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1000, 2)]
    public async Task Report_AskedAgain_RunsTheChecksOnceTheSecondIsOver(int milliseconds, int runs)
    {
        await _readiness.ReportAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        await _readiness.ReportAsync(CancellationToken.None);

        Assert.Equal(runs, _checks.Runs);
    }

    [Fact]
    public async Task Report_WhoseCallerHangsUp_IsStillTheOneOfTheOthers()
    {
        using var hangUp = new CancellationTokenSource();
        _checks.Held = new();
        var gone = _readiness.ReportAsync(hangUp.Token);
        var waits = _readiness.ReportAsync(CancellationToken.None);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _checks.Held.SetResult();

        Assert.Equal(HealthStatus.Healthy, (await waits).Status);
        Assert.Equal(1, _checks.Runs);
    }

    [Fact]
    public async Task Report_AfterChecksThatThrew_RunsThemAgain()
    {
        _checks.Fault = new InvalidOperationException("no checks");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _readiness.ReportAsync(CancellationToken.None));
        _checks.Fault = null;

        Assert.Equal(HealthStatus.Healthy, (await _readiness.ReportAsync(CancellationToken.None)).Status);
    }

    private sealed class CountedChecks : HealthCheckService
    {
        private int _runs;

        public int Runs => _runs;

        public TaskCompletionSource? Held { get; set; }

        public Exception? Fault { get; set; }

        public override async Task<HealthReport> CheckHealthAsync(
            Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _runs);
            if (Held is { } held)
                await held.Task;
            return Fault is { } fault ? throw fault : new HealthReport(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero);
        }
    }
}
