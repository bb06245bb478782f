using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

public sealed record WorklistQuery
{
    public required string Team { get; init; }

    public string? Worker { get; init; }

    /// <summary>First due date, inclusive.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last due date, inclusive.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Open or overdue; both when null.</summary>
    public DeadlineStatus? Status { get; init; }

    /// <summary>The caller; a restricted case is listed only for those who may see it.</summary>
    public required CaseReaderAccount Reader { get; init; }

    public required int Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>A team's open deadlines by date, from one partition.</summary>
public sealed class WorklistReader(CaseTables tables)
{
    /// <exception cref="InvalidCursorException">The cursor is not from this list.</exception>
    public Task<Page<WorklistItem>> ListAsync(WorklistQuery query, CancellationToken cancellationToken)
    {
        List<string> filters = [];
        if (query.Worker is { } worker)
            filters.Add(TableClient.CreateQueryFilter($"Worker eq {worker}"));
        if (query.Status is { } status)
            filters.Add(TableClient.CreateQueryFilter($"Status eq {status.ToString()}"));
        var from = query.From?.Iso() ?? "0";
        var before = query.To is { } to && to < DateOnly.MaxValue ? to.AddDays(1).Iso() : ":";
        return PartitionPager.ReadAsync(tables.Worklist, WorklistRow.Partition(query.Team), from, before, string.Join(" and ", filters),
            row => RestrictionRow.IsKnownTo(row, query.Reader), WorklistRow.Read, query.Limit, query.Cursor, cancellationToken);
    }
}
