using System.Text.Json;
using Azure;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Counts the cases that an account reads in emergencies on a day. All instances count on one row, so that requests at once do not pass the
/// limit together.
/// </summary>
internal sealed class BreakGlassDays(CaseTables tables, BreakGlassOptions options)
{
    private const string Partition = "emergencies";
    private const string Cases = "Cases";
    private const string Day = "Day";
    private const int LongestKey = 200;

    /// <summary>How often requests of one account may interfere before this fails.</summary>
    private const int Attempts = 50;

    /// <summary>Whether the account may read the case on that local day; if so, the case is counted, once.</summary>
    public async Task<bool> TryCountAsync(string subject, string caseId, DateOnly on, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var key = TableKeys.Bounded(subject, LongestKey);
            var found = await tables.Shared.FindAsync(Partition, key, cancellationToken);
            var counted = found is not null && found.GetString(Day) == on.Iso() ? found.Texts(Cases) ?? [] : [];
            if (counted.Contains(caseId, StringComparer.Ordinal))
                return true;
            if (counted.Count >= options.CasesADay)
                return false;
            var row = TableRows.New(Partition, key);
            (row[Day], row[Cases]) = (on.Iso(), JsonSerializer.Serialize(counted.Append(caseId), DomainJson.Record));
            try
            {
                if (found is not null)
                    await tables.Shared.ReplaceAsync(row, found.ETag, cancellationToken);
                if (found is not null || await tables.Shared.TryAddAsync(row, cancellationToken))
                    return true;
            }
            catch (RequestFailedException exception) when (exception.Status == 412 && attempt < Attempts)
            {
                // Another request of the account was counted between reading and writing: read again.
            }
        }
    }
}
