using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Cursors;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Worklists;

/// <summary>Looks for a child by name: whether there is, or was, a case is asked before another is opened.</summary>
public sealed class CaseSearchFunctions(CaseNameReader names, CurrentCaller caller, CursorSeal seal)
{
    [Function("SearchCases")]
    public async Task<IResult> SearchCases(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/search")] HttpRequest request, CancellationToken cancellation)
    {
        var team = TeamScope.Of(caller.Value, asked: null);
        var search = CaseSearchBody.Read(await JsonBody.ReadAsync(request, cancellation));
        // It stands in the body, where the pipeline does not look.
        if (search.Cursor is { } cursor)
            search = search with { Cursor = await seal.OpenAsync(cursor, nameof(SearchCases), caller.Value, cancellation) };
        return new JsonAnswer(
            Pages.Of(await names.SearchAsync(search, team, caller.Value.Subject, cancellation), CaseListItemView.Of));
    }
}
