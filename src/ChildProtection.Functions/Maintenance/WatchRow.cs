using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Maintenance;

/// <summary>How often a case was restarted without progress; kept with the case and reset by progress.</summary>
internal static class WatchRow
{
    /// <summary>After so many restarts without a new fact, an operator must find the reason.</summary>
    private const int Limit = 10;

    /// <param name="Attempts">Starts so far at the same fact, this one included.</param>
    /// <param name="ItIsTime">Start it now.</param>
    /// <param name="JustGivenUp">This was the last restart, until the case makes progress or the row is removed.</param>
    public sealed record Attempt(int Attempts, bool ItIsTime, bool JustGivenUp);

    public static async Task<Attempt> CountAsync(TableClient cases, CaseState state, string reason, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = await cases.FindAsync(state.CaseId, CaseKeys.Watch, cancellationToken);
        var attempts = row?.GetInt64("Sequence") == state.Sequence ? row.GetInt32("Attempts") ?? 0 : 0;
        if (attempts > Limit || (attempts > 0 && row!.GetDateTimeOffset("NextAt") > now))
            return new Attempt(attempts, ItIsTime: false, JustGivenUp: false);
        var next = TableRows.New(state.CaseId, CaseKeys.Watch);
        next["Sequence"] = state.Sequence;
        next["Attempts"] = attempts + 1;
        next["NextAt"] = now + TimeSpan.FromMinutes(Math.Pow(2, attempts));
        next["Reason"] = reason;
        await cases.PutAsync(next, cancellationToken);
        return new Attempt(attempts + 1, ItIsTime: attempts < Limit, JustGivenUp: attempts == Limit);
    }
}
