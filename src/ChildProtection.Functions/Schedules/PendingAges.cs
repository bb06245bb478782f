using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Functions.Telemetry;

namespace ChildProtection.Functions.Schedules;

/// <summary>How old the oldest is of what the sweep finds left over; it comes in the order of its minutes.</summary>
internal sealed class PendingAges
{
    private TimeSpan? _inbox;
    private TimeSpan? _outbox;

    public void Undecided(TableEntity pending) => _inbox ??= Age(pending);

    public void Unpublished(TableEntity pending) => _outbox ??= Age(pending);

    public void Show()
    {
        CaseMetrics.InboxAge.Set(_inbox ?? TimeSpan.Zero);
        CaseMetrics.OutboxAge.Set(_outbox ?? TimeSpan.Zero);
    }

    private static TimeSpan Age(TableEntity pending) => TimeProvider.System.GetUtcNow()
        - DateTimeOffset.ParseExact(pending.PartitionKey, "yyyyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
