using System.Globalization;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>
/// The plan document: its versions, their differences, the child's own version, and all of it as evidence for a court. Each can be printed.
/// </summary>
public sealed class PlanFunctions(CaseReader cases, PlanReader plans, ProcedureCatalogue procedures, LocalDays days)
{
    private const string NoPlan = "The case has no child protection plan. A conference makes one.";
    private const string NoVersion = "The plan has no such version. Versions are numbered from 0.";

    [Function("GetPlan")]
    public async Task<IResult> GetPlan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var format = Format(request);
        var found = await cases.FindCaseAsync(caseId, cancellation);
        return Answer(found, PlanView.Of(found, await FindAsync(found, null, NoPlan, cancellation)), format);
    }

    [Function("GetPlanVersion")]
    public async Task<IResult> GetPlanVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan/versions/{version}")] HttpRequest request,
        string caseId,
        string version,
        CancellationToken cancellation)
    {
        var format = Format(request);
        var found = await cases.FindCaseAsync(caseId, cancellation);
        return Answer(found, PlanView.Of(found, await FindAsync(found, Number(version), NoVersion, cancellation)), format);
    }

    [Function("GetPlanChanges")]
    public async Task<IResult> GetPlanChanges(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan/versions/{version}/changes")] HttpRequest request,
        string caseId,
        string version,
        CancellationToken cancellation)
    {
        var to = Number(version);
        var from = request.Query["from"] is [{ Length: > 0 } given] ? Number(given) : to - 1;
        var found = await cases.FindCaseAsync(caseId, cancellation);
        var after = await FindAsync(found, to, NoVersion, cancellation);
        var before = await FindAsync(
            found, from, from < 0 ? "Version 0 is the first. Choose a later version to compare." : NoVersion, cancellation);
        return new JsonAnswer(
            new PlanChangesView(
                found.State.CaseId, after.Version.PlanNumber, from, to, PlanChangesView.Between(before.Content, after.Content)));
    }

    [Function("GetChildVersion")]
    public async Task<IResult> GetChildVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan/child-version")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var format = Format(request);
        var found = await cases.FindCaseAsync(caseId, cancellation);
        var given =
            ChildVersionView.Latest(await FindAsync(found, null, NoPlan, cancellation))
            ?? throw new ProblemException(
                Problems.NotFound(
                    "The child has no version of the plan yet. Record PlanExplained with childVersion when the child gets one."));
        return format == DocumentFormat.Html ? new HtmlAnswer(ChildVersionPage.Of(found, given)) : new JsonAnswer(given);
    }

    [Function("GetPlanEvidence")]
    public async Task<IResult> GetPlanEvidence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/plan/evidence")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var format = Format(request);
        var found = await cases.FindCaseAsync(caseId, cancellation);
        if (await plans.AllAsync(found, cancellation) is not { Count: > 0 } versions)
            throw new ProblemException(Problems.NotFound(NoPlan));
        List<StoredFact> facts = [];
        await foreach (var fact in cases.ChronologyAsync(found.State.CaseId, cancellation))
            facts.Add(fact with { Data = null });
        var view = PlanEvidenceView.Of(
            found, versions, facts, await cases.VerifyAsync(found.State.CaseId, cancellation), days.Today(found.State.Profile.Id));
        return format == DocumentFormat.Html ? new HtmlAnswer(PlanEvidencePage.Of(view, Words(found))) : new JsonAnswer(view);
    }

    private async Task<StoredPlan> FindAsync(StoredCase found, int? version, string missing, CancellationToken cancellation) =>
        await plans.FindAsync(found, version, cancellation) ?? throw new ProblemException(Problems.NotFound(missing));

    private IResult Answer(StoredCase found, PlanView view, DocumentFormat format) =>
        format == DocumentFormat.Html ? new HtmlAnswer(PlanPage.Of(view, Words(found))) : new JsonAnswer(view);

    private JsonWords Words(StoredCase found) => JsonWords.Of(procedures.FindProfile(found.State.Profile.Id, found.State.Profile.Version));

    private static int Number(string version) => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ProblemException(Problems.NotFound(NoVersion));

    private static DocumentFormat Format(HttpRequest request)
    {
        var query = new QueryReader(request);
        var format = query.Code<DocumentFormat>("format");
        query.Errors.ThrowIfAny();
        return format ?? DocumentFormat.Json;
    }
}
