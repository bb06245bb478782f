using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Moq;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>Sweep and watch over a store, with the engine's client mocked and what they log heard.</summary>
internal sealed class WatchHarness
{
    private readonly CaseTables _tables;
    private readonly ILoggerFactory _loggers;

    public WatchHarness(CaseTables tables, TimeProvider? clock = null)
    {
        (_tables, Clock) = (tables, clock ?? TimeProvider.System);
        _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Information).AddProvider(Logs));
    }

    public MockedEngine Engine { get; } = new();

    public DurableClients Clients { get; } = new();

    public SentNotifications Sent { get; } = new();

    public Mock<IDeadLetters> Letters { get; } = new();

    public FirstSweep First { get; } = new();

    public HeardLogs Logs { get; } = HeardLogs.From(LogLevel.Information);

    private TimeProvider Clock { get; }

    private CaseWorkflowClient Cases => new(_tables);

    private CasePublisher Projection => new(_tables, Sent, _loggers.CreateLogger<CasePublisher>());

    public Task WatchAsync(CancellationToken cancellationToken = default)
    {
        var watchdog = new CaseWatchdog(_tables, Cases, Projection, Clock, _loggers.CreateLogger<CaseWatchdog>());
        var recovery = new EngineRecovery(_tables, watchdog, _loggers.CreateLogger<EngineRecovery>());
        return new OpenCaseWatch(_tables, watchdog, recovery, Clients, Clock, _loggers.CreateLogger<OpenCaseWatch>()).RunAsync(
            new TimerInfo(), Engine.Client, cancellationToken);
    }

    public Task SweepAsync(CancellationToken cancellationToken = default) =>
        new PendingWorkSweep(
            _tables,
            Cases,
            new CaseInbox(_tables),
            Projection,
            Letters.Object,
            Clients,
            First,
            _loggers.CreateLogger<PendingWorkSweep>()
        ).RunAsync(new TimerInfo(), Engine.Client, cancellationToken);

    public bool Heard(string text) => Logs.Lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal));
}
