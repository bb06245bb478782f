using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.HealthChecks;

/// <summary>
/// Whether the record and its access log answer, without which nobody gets an answer. It queries rows that need not exist, because only a
/// query shows that the table itself is gone.
/// </summary>
internal sealed class TablesHealthCheck(CaseTables tables) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var record = await CheckAsync(tables.Cases, cancellationToken);
        return record.Status == HealthStatus.Healthy ? await CheckAsync(tables.Access, cancellationToken) : record;
    }

    private static async Task<HealthCheckResult> CheckAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (
                var _ in table.QueryAsync<TableEntity>("PartitionKey eq 'health'", maxPerPage: 1, cancellationToken: cancellationToken))
                break;
            return HealthCheckResult.Healthy($"The table {table.Name} answers.");
        }
        catch (StorageUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
        catch (RequestFailedException fault)
        {
            return HealthCheckResult.Unhealthy(
                $"The table {table.Name} at {table.Uri.Authority} answers {fault.Status} {fault.ErrorCode}.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"Table storage at {table.Uri.Authority} did not answer in time. Check that it runs.");
        }
    }
}
