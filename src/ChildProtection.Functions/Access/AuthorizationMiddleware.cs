using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Checks the route's roles and the rule for the case in the path, and logs the access, around every HTTP function after authentication. A
/// function without a route is closed.
/// </summary>
internal sealed class AuthorizationMiddleware(RouteTable routes, CaseReader cases) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var route = routes.Find(context.FunctionDefinition.Name);
        if (context.GetHttpContext() is not { } http || route is { Anonymous: true })
        {
            await next(context);
            return;
        }

        var access = new Invocation(context, http);
        access.Recorder.Section = context.FunctionDefinition.Name;
        access.Recorder.InvocationId = context.InvocationId;
        access.Recorder.Source = AskedFor.SourceOf(http);
        if (route is { Access.Rule: CaseRule.List })
            access.Recorder.Asked.AddRange(await access.Asked.InQueryAsync(http.Request, access.Cancellation));
        var inside = false;
        try
        {
            var permitted = await PermitAsync(access, route);
            inside = true;
            await next(context);
            await permitted();
        }
        catch (ProblemException refusal) when (IsRefusal(refusal, route, http, inside))
        {
            await access.Recorder.RefusedAsync(
                access.Gate.Opened ?? access.CaseId, access.Gate.Case, refusal.Problem, access.Gate.Type);
            throw;
        }
    }

    /// <summary>
    /// Admits the caller. It returns the log of a read, which the caller of this method writes before it gives the answer.
    /// </summary>
    private async Task<Func<Task>> PermitAsync(Invocation access, ApiRoute? route)
    {
        if (route is null)
            throw new ProblemException(Problems.Forbidden("This address is closed. Use a route of GET /api/openapi.json."));
        if (access.Caller.IsShutOut)
            throw new ProblemException(Problems.Forbidden(
                "The authority has not configured your agency, so it can neither read nor send. Ask the authority to add its code."));
        if (access.Caller.Roles.FirstOrDefault(route.Access.Roles.Contains, (Role)(-1)) is var role && role == (Role)(-1))
            throw new ProblemException(Problems.Forbidden($"This needs {CasePermissions.Names(route.Access.Roles)}."));
        switch (route.Access.Rule)
        {
            case CaseRule.None:
                return () => Task.CompletedTask;
            case CaseRule.Open:
                return access.Recorder.RequireEntry;
            case CaseRule.List:
                return () => access.Recorder.ListedAsync(role, TeamListed(access), access.Answer as JsonAnswer);
        }

        var caseId = CaseRoute.CaseId(access.CaseId ?? "");
        access.Gate.Case = await cases.FindAsync(caseId, access.Cancellation);
        if (access.Gate.Case is { } found)
            return await PermitAsync(access, route.Access, found);
        // The event may still wait for its case to be opened.
        return route.Access.Rule == CaseRule.OwnEvents ? () => Task.CompletedTask : throw UnknownCases.Refusal();
    }

    private static async Task<Func<Task>> PermitAsync(Invocation access, RouteAccess needed, StoredCase stored)
    {
        if (CasePermissions.IsHidden(access.Caller, stored))
            // The function looks for the event of a hidden case as for that of none, and finds nothing.
            return needed.Rule == CaseRule.OwnEvents
                ? () => Task.CompletedTask
                : throw new ProblemException(CaseRoute.UnknownCase());
        switch (needed.Rule)
        {
            case CaseRule.Raise:
                return CasePermissions.MayKnow(access.Caller, stored)
                    ? access.Recorder.RequireEntry
                    : throw new ProblemException(CaseRoute.UnknownCase());
            case CaseRule.OwnEvents:
                return () => access.Recorder.ReadAsync(stored, access.Caller.Roles.First(needed.Roles.Contains), access.Status);
        }

        switch (CasePermissions.Read(access.Caller, needed.Roles, stored))
        {
            case Granted { As: var role } when needed.Rule == CaseRule.Govern && !HttpMethods.IsGet(access.Http.Request.Method):
                await access.Recorder.WriteAsync(stored.State.CaseId, stored, role, type: null);
                return () => Task.CompletedTask;
            case Granted { As: var role }:
                return () => access.Recorder.ReadAsync(stored, role, access.Status);
            case Denied { GlassMayBeBroken: true } denied when needed.Rule == CaseRule.Read:
                return await BreakGlassAsync(access, needed, stored, denied);
            case Denied { Needs: var needs }:
                throw new ProblemException(Problems.Forbidden(needs));
            default:
                throw new ProblemException(CaseRoute.UnknownCase());
        }
    }

    /// <summary>The one team whose cases a list showed: the one asked for, or the caller's own.</summary>
    private static string? TeamListed(Invocation access) =>
        access.Http.Request.Query["team"] is [{ Length: > 0 } asked]
            ? asked
            : TeamScope.IsAuthorityWide(access.Caller) ? null : access.Caller.Team;

    /// <summary>Counted, logged and told before anything is read, so that a failing or refused answer is too.</summary>
    private static async Task<Func<Task>> BreakGlassAsync(Invocation access, RouteAccess needed, StoredCase stored, Denied denied)
    {
        if (BreakGlass.Reason(access.Http.Request) is not { } reason)
            throw new ProblemException(
                Problems.Forbidden(
                    $"{denied.Needs} In an emergency send the header {BreakGlass.Header} with the reason. "
                    + "The team's manager will be notified."));
        var role = access.Caller.Roles.First(role => needed.Roles.Contains(role) && CasePermissions.BreaksGlass(role));
        await access.Glass.BreakAsync(stored, access.Caller, role, reason, access.Recorder);
        return () => Task.CompletedTask;
    }

    /// <summary>
    /// Logs every refusal of a caller, every refused change and every event that is not the caller's; a reader's invalid query is not
    /// logged.
    /// </summary>
    private static bool IsRefusal(ProblemException refusal, ApiRoute? route, HttpContext http, bool inside) =>
        refusal.Problem.Status is >= 400 and < 500
        && (!inside || refusal.Problem.Status == StatusCodes.Status403Forbidden
            || (route is { Access.Rule: CaseRule.OwnEvents } && refusal.Problem.Status == StatusCodes.Status404NotFound)
            || (route is { Access.Rule: not (CaseRule.None or CaseRule.List) } && !HttpMethods.IsGet(http.Request.Method)));

    private sealed class Invocation(FunctionContext context, HttpContext http)
    {
        public HttpContext Http { get; } = http;

        public CancellationToken Cancellation => Http.RequestAborted;

        public Caller Caller { get; } = context.InstanceServices.GetRequiredService<CurrentCaller>().Value;

        public AccessRecorder Recorder { get; } = context.InstanceServices.GetRequiredService<AccessRecorder>();

        public AskedFor Asked => context.InstanceServices.GetRequiredService<AskedFor>();

        /// <summary>What the function answered, once it has.</summary>
        public object? Answer => context.GetInvocationResult().Value;

        public int Status => Answer is JsonAnswer answer ? answer.Status : StatusCodes.Status200OK;

        public GlassBreaker Glass => context.InstanceServices.GetRequiredService<GlassBreaker>();

        public CaseGate Gate { get; } = context.InstanceServices.GetRequiredService<CaseGate>();

        /// <summary>As the path names it; null when it is none.</summary>
        public string? CaseId { get; } =
            http.Request.RouteValues.GetValueOrDefault("caseId") is string text && Guid.TryParseExact(text, "D", out var id)
                ? id.ToString("D")
            : http.Request.RouteValues.GetValueOrDefault("approvalId") is string approval ? ApprovalId.Parse(approval)?.CaseId
            : null;
    }
}
