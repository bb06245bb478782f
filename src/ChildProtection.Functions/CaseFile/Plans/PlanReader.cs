using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>
/// Reads the versions of a case's latest plan: the published text and what the case knew until the next version; neither changes
/// afterwards.
/// </summary>
public sealed class PlanReader(CaseTables tables)
{
    /// <summary>The events from which a plan is joined.</summary>
    private static readonly FrozenSet<string> Joined =
        EventCatalogue.All.Where(type => type.OnPlan).Select(type => type.Name).ToFrozenSet(StringComparer.Ordinal);

    private const int EventsOfAPage = 16;

    private static readonly string OfJoined =
        string.Join(" or ", Joined.Order(StringComparer.Ordinal).Select(type => TableClient.CreateQueryFilter($"Type eq {type}")));

    /// <summary>A version; null when the plan has none of that number.</summary>
    /// <param name="stored">The case.</param>
    /// <param name="version">Its number; the newest when null.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    public async Task<StoredPlan?> FindAsync(StoredCase stored, int? version, CancellationToken cancellationToken)
    {
        if (stored.State.Plan is not { } plan)
            return null;
        var rows = await VersionsAsync(stored.State.CaseId, plan.Number, cancellationToken);
        var index = rows.FindIndex(row => PlanRow.Version(row).Version == (version ?? plan.Version));
        return index < 0 ? null : Read(rows, index, await EventsAsync(stored.State.CaseId, cancellationToken));
    }

    /// <summary>Every version of the case's latest plan, in order; none when the case has no plan.</summary>
    public async Task<IReadOnlyList<StoredPlan>> AllAsync(StoredCase stored, CancellationToken cancellationToken)
    {
        if (stored.State.Plan is not { } plan)
            return [];
        var rows = await VersionsAsync(stored.State.CaseId, plan.Number, cancellationToken);
        var events = await EventsAsync(stored.State.CaseId, cancellationToken);
        return [.. rows.Select((_, index) => Read(rows, index, events))];
    }

    private static StoredPlan Read(List<TableEntity> rows, int index, PlanEvent[] events)
    {
        var known = Before(events, index + 1 < rows.Count ? rows[index + 1] : null);
        return new StoredPlan
        {
            Version = PlanRow.Version(rows[index]),
            PublishedAt = rows[index].NeedInstant("PublishedAt"),
            Content = Content(rows[..(index + 1)], known),
            Events = known,
            Published = [.. rows[..(index + 1)].Select(row => Published(events, row)?.Sequence ?? 0)],
        };
    }

    private static PlanEvent? Published(IEnumerable<PlanEvent> events, TableEntity version) =>
        events.FirstOrDefault(one => one.Row == version.Need("EventRow"));

    private async Task<List<TableEntity>> VersionsAsync(string caseId, int number, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (
            var row in tables.Cases.RowsAsync(
                caseId, string.Create(CultureInfo.InvariantCulture, $"{CaseKeys.PlanPrefix}{number:D3}-"), cancellationToken))
            rows.Add(row);
        return rows;
    }

    private async Task<PlanEvent[]> EventsAsync(string caseId, CancellationToken cancellationToken)
    {
        List<PlanEvent> events = [];
        // A page holds few, as each may be a megabyte.
        var filter = $"{TableKeys.Rows(caseId, CaseKeys.EventPrefix)} and ({OfJoined})";
        await foreach (var row in tables.Cases.QueryAsync<TableEntity>(filter, EventsOfAPage, cancellationToken: cancellationToken))
        {
            if (row.GetInt64("Sequence") is { } sequence)
                events.Add(
                    new PlanEvent(
                        row.RowKey, row.Need("Type"), sequence, row.NeedDate("OccurredOn"), EventRow.Actor(row), EventRow.DataObject(row)));
        }

        return [.. events.OrderBy(one => one.Sequence)];
    }

    private static PlanEvent[] Before(PlanEvent[] events, TableEntity? next) =>
        next is not null && Published(events, next) is { } published ? [.. events.Where(one => one.Sequence < published.Sequence)] : events;

    /// <summary>The newest text up to that version. An outline may come with what completes the conference's outcome.</summary>
    private static JsonObject Content(IEnumerable<TableEntity> rows, IReadOnlyList<PlanEvent> events)
    {
        JsonObject content = [];
        foreach (var row in rows)
        {
            if (Published(events, row) is not { } published)
                continue;
            if (!PlanRow.Version(row).TextUnchanged)
                content = PlanRow.Text(published.Data);
            if (
                PlanRow.Version(row).Version == 0
                && events.LastOrDefault(one =>
                    one.Sequence >= published.Sequence && one.OccurredOn == published.OccurredOn && one.Data["outlinePlan"] is JsonObject)
                    is { } completed)
                content = PlanRow.Text(completed.Data);
        }

        return content;
    }
}
