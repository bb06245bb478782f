using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Teams;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

/// <summary>An open case that nobody leads.</summary>
/// <param name="Case">As lists show it.</param>
/// <param name="Since">The local day since which nobody leads it.</param>
/// <param name="LastSeenOn">The last visit on the plan at which the child was seen; null when there was none.</param>
/// <param name="TeamListed">False when the authority's list has no such team, so that nobody may be looking.</param>
public sealed record UnallocatedCase(CaseListItem Case, DateOnly Since, DateOnly? LastSeenOn, bool TeamListed);

/// <summary>Cases that nobody leads, from one partition: those of unlisted teams first, then those that wait longest (N-11).</summary>
public sealed class UnallocatedReader(CaseTables tables)
{
    /// <param name="team">One team's; null for every team.</param>
    /// <param name="reader">The caller; a restricted case is listed only for those who may see it.</param>
    /// <param name="teams">The authority's teams.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    public async Task<IReadOnlyList<UnallocatedCase>> ListAsync(
        string? team, CaseReaderAccount reader, TeamList teams, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {CaseIndexRows.WithoutLead}");
        if (team is not null)
            filter += TableClient.CreateQueryFilter($" and Team eq {team}");
        List<UnallocatedCase> found = [];
        await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (RestrictionRow.IsKnownTo(row, reader) && Read(row, teams) is var one && IsShown(one))
                found.Add(one);
        }

        return
        [
            .. found.OrderBy(one => one.TeamListed).ThenBy(one => one.Since).ThenBy(one => one.Case.CaseId, StringComparer.Ordinal),
        ];
    }

    /// <summary>A referral is decided before a worker is needed; that of an unlisted team might never be.</summary>
    private static bool IsShown(UnallocatedCase one) => one.Case.State != CaseStage.Referred || !one.TeamListed;

    private static UnallocatedCase Read(TableEntity row, TeamList teams)
    {
        var item = CaseIndexRows.Read(row);
        return new UnallocatedCase(
            item,
            row.NeedDate("Since"),
            row.GetString("LastSeenOn") is null ? null : row.NeedDate("LastSeenOn"),
            teams.Find(item.Team) is not null);
    }
}
