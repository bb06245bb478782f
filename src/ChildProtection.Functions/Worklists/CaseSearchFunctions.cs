using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Cursors;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Worklists;

/// <summary>Looks for a child by name: whether there is, or was, a case is asked before another is opened.</summary>
public sealed class CaseSearchFunctions(
    CaseNameReader names, CurrentCaller caller, CursorSeal seal, AskedFor asked, AccessRecorder recorder)
{
    [Function("SearchCases")]
    public async Task<IResult> SearchCases(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/search")] HttpRequest request, CancellationToken cancellation)
    {
        var team = TeamScope.Of(caller.Value, asked: null);
        var search = CaseSearchBody.Read(await JsonBody.ReadAsync(request, cancellation));
        await LogAsync(search, cancellation);
        // It stands in the body, where the pipeline does not look.
        if (search.Cursor is { } cursor)
            search = search with { Cursor = await seal.OpenAsync(cursor, nameof(SearchCases), caller.Value, cancellation) };
        return new JsonAnswer(
            Pages.Of(await names.SearchAsync(search, team, caller.Value.AsReader, cancellation), CaseListItemView.Of));
    }

    private async Task LogAsync(CaseSearchBody search, CancellationToken cancellation)
    {
        foreach (var word in search.Words)
            recorder.Asked.Add($"name={await asked.HashAsync(word.Folded, cancellation)}");
        if (search.DateOfBirth is { } born)
            recorder.Asked.Add($"dateOfBirth={await asked.HashAsync(born.Iso(), cancellation)}");
    }
}
