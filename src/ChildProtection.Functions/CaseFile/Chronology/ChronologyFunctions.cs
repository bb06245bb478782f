using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Seals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.CaseFile.Chronology;

/// <summary>The chronology of a case and its hash chain.</summary>
public sealed class ChronologyFunctions(CaseReader cases, RecordVerification records)
{
    /// <summary>Characters of words after which a page ends, though it could have more facts.</summary>
    private const int LongestPage = 2_000_000;

    [Function("GetChronology")]
    public async Task<IResult> GetChronology(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/chronology")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var ((from, to), limit, cursor) = (query.Range(), query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var after = Pages.After(cursor);
        var found = await cases.FindCaseAsync(caseId, cancellation);

        List<FactView> page = [];
        var size = 0;
        await foreach (
            var fact in cases.ChronologyAsync(found.State.CaseId, after, day => !(day < from) && !(day > to), limit + 1, cancellation))
        {
            if (page.Count == limit || size > LongestPage)
                return new JsonAnswer(new PageView<FactView>(page, Pages.Cursor(page[^1].Sequence)));
            page.Add(FactView.Of(fact));
            size += fact.Size;
        }

        return new JsonAnswer(new PageView<FactView>(page, null));
    }

    [Function("VerifyChronology")]
    public async Task<IResult> VerifyChronology(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/chronology/verification")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var found = await cases.FindCaseAsync(caseId, cancellation);
        return new JsonAnswer(VerificationView.Of(await records.VerifyAsync(found, cancellation)));
    }
}
