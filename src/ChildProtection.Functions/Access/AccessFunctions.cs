using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Access;

/// <summary>The access log, by case and by account.</summary>
public sealed class AccessFunctions(AccessLog log, CaseReader cases, AskedFor names, CurrentCaller caller, LocalDays days)
{
    /// <summary>Each month is a partition to look into.</summary>
    private const int LongestRange = 366;
    private const int DefaultRange = 30;

    [Function("GetCaseAccess")]
    public async Task<IResult> GetCaseAccess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/access")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var wanted = Query(query);
        query.Errors.ThrowIfAny();
        return new JsonAnswer(Pages.Of(await log.OfCaseAsync(CaseRoute.CaseId(caseId), wanted, cancellation), AccessEntryView.Of));
    }

    [Function("GetSubjectAccess")]
    public async Task<IResult> GetSubjectAccess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "access")] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var subject = query.Text("subject");
        if (subject is null)
            query.Errors.Add("subject", "is required: give the account id whose accesses to list");
        var wanted = Query(query) with { Team = TeamScope.Of(caller.Value, asked: null) };
        query.Errors.ThrowIfAny();
        var hidden = new HiddenCases(cases, names, caller.Value);
        var listed = await log.OfSubjectAsync(subject!, wanted, entry => hidden.IsShownAsync(entry, cancellation), cancellation);
        List<AccessEntryView> items = [];
        foreach (var entry in listed.Items)
            items.Add(await hidden.ViewAsync(entry, cancellation));
        return new JsonAnswer(new PageView<AccessEntryView>(items, listed.NextCursor));
    }

    private AccessQuery Query(QueryReader query)
    {
        var (first, last) = query.Range();
        var to = last ?? days.Today();
        var from = first ?? to.AddDays(-DefaultRange);
        if (to.DayNumber - from.DayNumber > LongestRange)
            query.Errors.Add("from", $"must be at most {LongestRange} days before to");
        if (to == DateOnly.MaxValue)
            query.Errors.Add("to", "is later than the calendar allows");
        return new AccessQuery
        {
            From = LocalDays.StartOf(from),
            Until = LocalDays.StartOf(to == DateOnly.MaxValue ? to : to.AddDays(1)),
            Limit = query.Limit(),
            Cursor = query.Text("cursor"),
        };
    }
}
