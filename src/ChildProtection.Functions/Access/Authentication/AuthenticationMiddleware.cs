using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>
/// Every HTTP function needs a bearer token, except the routes that the route table marks as anonymous; a new function cannot forget it.
/// </summary>
internal sealed partial class AuthenticationMiddleware(
    RouteTable routes,
    TokenReader tokens,
    PartnerCodes partners,
    IDeputies deputies,
    ILogger<AuthenticationMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.GetHttpContext() is not { } http || routes.IsAnonymous(context.FunctionDefinition.Name)
            ? next(context)
            : AuthenticateAsync(context, http, next);
    }

    private async Task AuthenticateAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        if (http.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await RefusedAsync(context, http, UnauthenticatedLog.NoToken);
            throw new ProblemException(Problems.Unauthenticated("Send a bearer token: Authorization: Bearer {token}.", refusal: null));
        }

        switch (await tokens.ReadAsync(header[Scheme.Length..].Trim(), http.RequestAborted))
        {
            case TokenAccepted { Caller: var caller }:
                context.InstanceServices.GetRequiredService<CurrentCaller>().Value = caller with
                {
                    IsOfAPartner = partners.Has(caller.Agency),
                    IsShutOut = partners.Refuses(caller.Agency),
                    DeputyIn = caller.Roles.Contains(Role.TeamManager) ? deputies.TeamsOf(caller.Subject) : [],
                };
                await next(context);
                break;
            case TokenRefused { Reason: var reason }:
                Refused(context.FunctionDefinition.Name, context.InvocationId);
                await RefusedAsync(context, http, UnauthenticatedLog.InvalidToken);
                throw new ProblemException(Problems.Unauthenticated(reason, refusal: "invalid_token"));
        }
    }

    private static Task RefusedAsync(FunctionContext context, HttpContext http, string reason) =>
        context
            .InstanceServices.GetRequiredService<UnauthenticatedLog>()
            .RefusedAsync(context.FunctionDefinition.Name, reason, context.InvocationId, AskedFor.SourceOf(http));

    [LoggerMessage(1, LogLevel.Information, "Bearer token rejected at {Function}, invocation {InvocationId}.", EventName = "TokenRefused")]
    private partial void Refused(string function, string invocationId);
}
