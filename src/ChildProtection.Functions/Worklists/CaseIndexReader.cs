using System.Text.RegularExpressions;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

public sealed record CaseQuery
{
    public string? Team { get; init; }

    public string? Worker { get; init; }

    public CaseStage? State { get; init; }

    /// <summary>A case's reference, or the authority's id of a child; never a name.</summary>
    public string? Q { get; init; }

    /// <summary>The caller; a restricted case is listed only for those who may see it.</summary>
    public required CaseReaderAccount Reader { get; init; }

    public required int Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>Finds cases by team, worker, reference or local id, each from one partition of the index.</summary>
public sealed partial class CaseIndexReader(CaseTables tables)
{
    /// <exception cref="ArgumentException">Neither text, worker nor team is given; there is no list of all cases.</exception>
    /// <exception cref="InvalidCursorException">The cursor is not from this list.</exception>
    public Task<Page<CaseListItem>> ListAsync(CaseQuery query, CancellationToken cancellationToken)
    {
        var (partition, from, before) = Place(query);
        List<string> filters = [];
        if (query.Team is { } team)
            filters.Add(TableClient.CreateQueryFilter($"Team eq {team}"));
        if (query.Worker is { } worker)
            filters.Add(TableClient.CreateQueryFilter($"Worker eq {worker}"));
        if (query.State is { } state)
            filters.Add(TableClient.CreateQueryFilter($"Stage eq {state.ToString()}"));
        return PartitionPager.ReadAsync(tables.Index, partition, from, before, string.Join(" and ", filters),
            row => RestrictionRow.IsKnownTo(row, query.Reader), CaseIndexRows.Read, query.Limit, query.Cursor, cancellationToken);
    }

    private static (string Partition, string From, string Before) Place(CaseQuery query)
    {
        if (query.Q?.Trim() is { } text)
            return (Reference().IsMatch(text) ? CaseIndexRows.Reference(text) : CaseIndexRows.LocalId(text), "", TableKeys.AfterAll);
        if (query.Worker is { } worker)
            return (CaseIndexRows.Worker(worker), "", TableKeys.AfterAll);
        return query.Team is { } team
            ? (CaseIndexRows.Team(team), "", TableKeys.AfterAll)
            : throw new ArgumentException("No search term was given. Give a team, a worker, a reference or a local id.", nameof(query));
    }

    /// <summary>As CP-2026-3B1C6F5E; a family name may begin so as well.</summary>
    [GeneratedRegex(@"\ACP-[0-9]{1,4}-[0-9A-F]{8}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
