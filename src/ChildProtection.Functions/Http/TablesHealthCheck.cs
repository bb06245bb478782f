using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.Http;

/// <summary>Whether the record store answers: one read of a row that need not exist.</summary>
internal sealed class TablesHealthCheck(TableServiceClient tables) : IHealthCheck
{
    private const string Table = "Cases";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await tables.GetTableClient(Table).GetEntityIfExistsAsync<TableEntity>("health", "check", cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy($"The table {Table} answers.");
        }
        catch (RequestFailedException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Status == 0
                ? $"The table service at {tables.Uri.Authority} cannot be reached; see that it runs."
                : $"The table service at {tables.Uri.Authority} answers {fault.Status} {fault.ErrorCode}.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The table service at {tables.Uri.Authority} did not answer in time; see that it runs.");
        }
    }
}
