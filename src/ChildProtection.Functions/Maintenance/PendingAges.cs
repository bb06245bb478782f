using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Functions.Telemetry;

namespace ChildProtection.Functions.Maintenance;

/// <summary>The age of the oldest unfinished rows that the sweep finds; it reads them in order of their minutes.</summary>
internal sealed class PendingAges
{
    /// <summary>Age of the oldest event that is not decided; null when there is none.</summary>
    public TimeSpan? Inbox { get; private set; }

    /// <summary>Age of the oldest decision that is not published; null when there is none.</summary>
    public TimeSpan? Outbox { get; private set; }

    public void Undecided(TableEntity pending) => Inbox ??= Age(pending);

    public void Unpublished(TableEntity pending) => Outbox ??= Age(pending);

    public void Show()
    {
        CaseMetrics.InboxAge.Set(Inbox ?? TimeSpan.Zero);
        CaseMetrics.OutboxAge.Set(Outbox ?? TimeSpan.Zero);
    }

    private static TimeSpan Age(TableEntity pending) => TimeProvider.System.GetUtcNow()
        - DateTimeOffset.ParseExact(pending.PartitionKey, "yyyyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
