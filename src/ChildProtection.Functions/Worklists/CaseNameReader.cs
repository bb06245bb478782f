using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

/// <summary>Finds cases by the beginnings of parts of the child's name, each step from one partition of the index.</summary>
public sealed class CaseNameReader(CaseTables tables)
{
    /// <param name="search">What is looked for.</param>
    /// <param name="team">The one team whose cases are shown; null for every team.</param>
    /// <param name="reader">The caller: restricted cases are shown to those alone who know of them.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <exception cref="ProblemException">The cursor was not given out by this search.</exception>
    internal async Task<Page<CaseListItem>> SearchAsync(
        CaseSearchBody search, string? team, CaseReaderAccount reader, CancellationToken cancellationToken)
    {
        var wanted = new CaseNameSearch(search.Words);
        var (first, after) = search.Cursor is { } cursor
            ? await PlaceAsync(cursor, wanted, team, reader, cancellationToken)
            : (wanted.Steps[0], null);
        List<CaseListItem> items = [];
        var last = first;
        foreach (var step in wanted.Steps.Where(step => step >= first))
        {
            var from = step == first ? after : null;
            await foreach (var row in RowsAsync(wanted.LookedUp(step), from, team, cancellationToken))
            {
                if (!IsShown(row, step, wanted, search.DateOfBirth, reader))
                    continue;
                if (items.Count == search.Limit)
                    return new Page<CaseListItem>(items, new SearchCursor(last, items[^1].CaseId).ToString());
                items.Add(CaseIndexRows.Read(row));
                last = step;
            }
        }

        return new Page<CaseListItem>(items, null);
    }

    private static bool IsShown(TableEntity row, Likeness step, CaseNameSearch wanted, DateOnly? born, CaseReaderAccount reader) =>
        RestrictionRow.IsKnownTo(row, reader)
        // A child of whom no date is recorded may be the one: an unborn one of an earlier referral above all.
        && (born is not { } date || row.GetString("DateOfBirth") is not { } recorded || recorded == date.Iso())
        && wanted.ShownAt(step, row.Need("GivenName"), row.Need("FamilyName"), row.Need("CaseId")) == row.RowKey;

    private async IAsyncEnumerable<TableEntity> RowsAsync(
        NamePart part, string? after, string? team, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (partition, beginning) = (CaseIndexRows.Word(part), part.KeyBeginning);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {beginning + TableKeys.AfterAll}");
        filter += after is null
            ? TableClient.CreateQueryFilter($" and RowKey ge {beginning}")
            : TableClient.CreateQueryFilter($" and RowKey gt {after}");
        if (team is not null)
            filter += TableClient.CreateQueryFilter($" and Team eq {team}");
        await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return row;
    }

    /// <summary>
    /// Where the page before ended. A cursor shows no name: it has the case, whose name is read again. A case that the caller may not see
    /// is no place, or cursors would tell where its name stands among others.
    /// </summary>
    private async Task<(Likeness Step, string? After)> PlaceAsync(
        string cursor, CaseNameSearch wanted, string? team, CaseReaderAccount reader, CancellationToken cancellationToken)
    {
        if (SearchCursor.Parse(cursor) is { } place
            && await tables.Cases.FindAsync(place.CaseId, CaseKeys.Case, cancellationToken) is { } row
            && !CaseRow.IsSealed(row)
            && RestrictionRow.IsKnownTo(row, reader)
            && CaseRow.Read(row) is var stored
            && (team is null || stored.State.Team == team)
            && wanted.ShownAt(place.Step, stored.GivenName, stored.FamilyName, place.CaseId) is { } key)
            return (place.Step, key);
        throw new ProblemException(
            Problems.Validation("/cursor", "is not a cursor of this search, or its case is gone; begin without one"));
    }
}

/// <summary>The last case that a page shows, and at which step of the search.</summary>
internal sealed record SearchCursor(Likeness Step, string CaseId)
{
    private const char Separator = '-';

    public static SearchCursor? Parse(string text) =>
        text is [>= '0' and <= '9' and var step, Separator, ..]
        && (Likeness)(step - '0') is var likeness
        && Enum.IsDefined(likeness)
        && Guid.TryParseExact(text[2..], "N", out var id)
            ? new SearchCursor(likeness, id.ToString("D"))
            : null;

    public override string ToString() => $"{Step:D}{Separator}{Guid.ParseExact(CaseId, "D"):N}";
}
