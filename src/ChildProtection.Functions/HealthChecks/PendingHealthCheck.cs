using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>Whether an event waits too long to be decided (degraded), or a decision to be published (unhealthy).</summary>
internal sealed class PendingHealthCheck(CaseTables tables) : IHealthCheck
{
    /// <summary>The sweep handles rows that are a minute old; older rows meet an obstacle.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(5);

    /// <summary>How many rows to read to find the oldest of both kinds.</summary>
    private const int Most = 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var ages = await LookAsync(cancellationToken);
            return ages switch
            {
                { Inbox: null, Outbox: null } =>
                    HealthCheckResult.Healthy("No event waits for a decision, and no decision for its publication."),
                // A recipient gets no notice about a child, and no person would notice.
                { Outbox: not null } => HealthCheckResult.Unhealthy(string.Join(' ', Sentences(ages))),
                _ => HealthCheckResult.Degraded(string.Join(' ', Sentences(ages))),
            };
        }
        catch (StorageUnavailableException)
        {
            return HealthCheckResult.Degraded("The pending events and decisions cannot be read.");
        }
    }

    private async Task<PendingAges> LookAsync(CancellationToken cancellationToken)
    {
        var (ages, looked) = (new PendingAges(), 0);
        var until = CaseKeys.Minute(TimeProvider.System.GetUtcNow() - Noticeable);
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {until}");
        await foreach (
            var pending in tables.Pending.QueryAsync<TableEntity>(filter, maxPerPage: Most, cancellationToken: cancellationToken))
        {
            if (looked++ == Most || ages is { Inbox: not null, Outbox: not null })
                break;
            if (await PendingRow.UndecidedAsync(tables, pending, cancellationToken) is not null)
                ages.Undecided(pending);
            else
                ages.Unpublished(pending);
        }

        return ages;
    }

    private static IEnumerable<string> Sentences(PendingAges ages)
    {
        if (ages.Inbox is { } inbox)
            yield return $"The oldest undecided event has waited for {Span(inbox)}.";
        if (ages.Outbox is { } outbox)
            yield return $"The oldest unpublished decision has waited for {Span(outbox)}.";
    }

    private static string Span(TimeSpan age) =>
        TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);
}
