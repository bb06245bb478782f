using Azure.Core;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.HealthChecks;

/// <summary>A record store that nobody answers for.</summary>
internal static class Away
{
    public static CaseTables Tables()
    {
        var options = new TableClientOptions();
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 0;
        var address = $"http://127.0.0.1:{Loopback.FreePort()}/record";
        return new CaseTables(new TableServiceClient($"AccountName=record;AccountKey=c2VjcmV0;TableEndpoint={address};", options));
    }
}
