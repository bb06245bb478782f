using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Tests.Platform.Http;

public sealed class QueryTests
{
    [Theory]
    [InlineData("", 50)]
    [InlineData("?limit=", 50)]
    [InlineData("?limit=1", 1)]
    [InlineData("?limit=500", 500)]
    public void Limit_WithinBounds_IsTaken(string query, int limit)
    {
        var reader = Query(query);

        Assert.Equal(limit, reader.Limit());
        Assert.False(reader.Errors.Any);
    }

    [Theory]
    [InlineData("?limit=0", "limit: must be a number from 1 to 500")]
    [InlineData("?limit=501", "limit: must be a number from 1 to 500")]
    [InlineData("?limit=-1", "limit: must be a number from 1 to 500")]
    [InlineData("?limit=ten", "limit: must be a number from 1 to 500")]
    [InlineData("?limit=1&limit=2", "limit: must be given once, not 2 times")]
    [InlineData("?from=2026-13-01", "from: must be a date as yyyy-MM-dd")]
    [InlineData("?from=0001-01-01", "from: must be in the years 1900 to 2199")]
    [InlineData("?to=9999-12-31", "to: must be in the years 1900 to 2199")]
    [InlineData("?from=2026-03-02&to=2026-03-01", "to: must not be before from")]
    [InlineData("?status=Open", "status: must be one of open, overdue, met, metLate, cancelled, superseded, notDone")]
    public void Parameter_OutOfBounds_IsNamed(string query, string error)
    {
        var reader = Query(query);

        _ = (reader.Limit(), reader.Range(), reader.Code<DeadlineStatus>("status"));

        Assert.Equal([error], ProblemAssert.Lines(reader.Errors));
    }

    [Theory]
    [InlineData(4000, "த", "")]
    [InlineData(4001, "த", "q: must be at most 4000 characters long")]
    [InlineData(1, "\0", "q: must not have the character U+0000; remove it")]
    [InlineData(1, "\u202E", "q: must not have the character U+202E; remove it")]
    public void Text_ThatNoListCanLookUp_IsNamed(int length, string letter, string error)
    {
        var reader = Query("?q=" + Uri.EscapeDataString(string.Concat(Enumerable.Repeat(letter, length))));

        _ = reader.Text("q");

        Assert.Equal(error, string.Join("\n", ProblemAssert.Lines(reader.Errors)));
    }

    [Fact]
    public void Code_OfAState_IsAsTheInterfaceWritesIt() =>
        Assert.Equal(CaseStage.Section47, Query("?state=Section47").Code<CaseStage>("state"));

    [Fact]
    public void Of_ListLongerThanAPage_IsShownWholeOverItsPages()
    {
        var items = Enumerable.Range(0, 7).ToArray();
        var shown = new List<int>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = Pages.Of(items, 3, cursor);
            shown.AddRange(page.Items);
            cursor = page.NextCursor;
            pages++;
        }
        while (cursor is not null);

        Assert.Equal(items, shown);
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(0)]
    public void Of_LastPageFull_HasNoCursor(int count) =>
        Assert.Null(Pages.Of(Enumerable.Range(0, count).ToArray(), Math.Max(1, count), null).NextCursor);

    [Theory]
    [InlineData("3")]
    [InlineData("%%")]
    [InlineData("YWZ0ZXI6LTE")]
    public void After_CursorOfAnotherList_IsRefused(string cursor) =>
        Assert.Equal(
            ["cursor: is not a cursor of this list; leave it out to begin at the first page"],
            ProblemAssert.Errors(() => Pages.After(cursor)));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\tb")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\u202Eb")]
    public void IdempotencyKey_NotPrintable_IsRefused(string key)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[IdempotencyKey.Header] = key;

        Assert.Equal(
            ["Idempotency-Key: must be one text of 1 to 128 printable characters, and not . or .."],
            ProblemAssert.Errors(() => IdempotencyKey.Of(request)));
    }

    [Fact]
    public void IdempotencyKey_Absent_IsANewOneEachTime()
    {
        var request = new DefaultHttpContext().Request;

        Assert.NotEqual(IdempotencyKey.Of(request), IdempotencyKey.Of(request));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void IdempotencyKey_Length_IsBounded(int length, bool taken)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[IdempotencyKey.Header] = new string('k', length);

        Assert.Equal(taken, Record.Exception(() => IdempotencyKey.Of(request)) is null);
    }

    private static QueryReader Query(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return new QueryReader(request);
    }
}
