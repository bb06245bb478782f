using Azure.Data.Tables;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Approvals;

/// <summary>
/// Looks every morning at what waits for a manager. It logs which approvals have waited too long, for the alert on overdue approvals, and
/// changes nothing about them: the case itself notifies the deciders, as its escalation tiers rise. Of emergency accesses it reminds; a
/// schedule of their own would cost instances.
/// </summary>
public sealed partial class ApprovalWatch(
    CaseTables tables, EmergencyReminders emergencies, TimeProvider clock, ILogger<ApprovalWatch> logger)
{
    /// <summary>The procedure gives no time for a decision; longer than a working week helps no child.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromDays(7);

    [Function(nameof(ApprovalWatch))]
    public async Task RunAsync([TimerTrigger("0 0 6 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await emergencies.RunAsync(cancellationToken);
        var (from, until) = (ApprovalRow.OpenPrefix, ApprovalRow.OpenUntil(clock.GetUtcNow() - TooLong));
        await foreach (
            var row in tables.Approvals.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {until}"), cancellationToken: cancellationToken))
        {
            var stored = ApprovalRow.Read(row);
            Waits(stored.Id.CaseId, stored.Id.Number, stored.Approval.RequestedAt, stored.Approval.Role.ToString());
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning, "Case {CaseId}: approval {Number} has waited since {Since:O} for a decision by {Role}",
        EventName = "ApprovalWaits")]
    private partial void Waits(string caseId, int number, DateTimeOffset since, string role);
}
