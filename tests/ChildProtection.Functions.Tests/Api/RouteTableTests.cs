using System.Reflection;
using System.Text.RegularExpressions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.CaseFile;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Tests.Api;

public sealed partial class RouteTableTests
{
    private static readonly RouteTable Table = new(ApiRoutes.All);

    private static IEnumerable<(string Function, string Method, string Path)> Functions =>
        from method in typeof(CaseFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
        let trigger = method
            .GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(found => found is not null)
        where name is not null && trigger is not null
        from verb in trigger.Methods!
        select (name, verb.ToUpperInvariant(), trigger.Route);

    [Fact]
    public void All_EveryHttpFunction_StandsInTheTableAndTheOtherWayRound() =>
        Assert.Equal(Functions.Order(), ApiRoutes.All.Select(route => (route.Function, route.Method, route.Path)).Order());

    [Fact]
    public void All_Contract_IsServed()
    {
        string[] contract =
        [
            "DELETE cases/{caseId}/restriction",
            "GET access",
            "GET approvals",
            "GET cases",
            "GET cases/unallocated",
            "GET cases/{caseId}",
            "GET cases/{caseId}/access",
            "GET cases/{caseId}/allowed-events",
            "GET cases/{caseId}/chronology",
            "GET cases/{caseId}/chronology/verification",
            "GET cases/{caseId}/deadlines",
            "GET cases/{caseId}/emergency-accesses",
            "GET cases/{caseId}/events/{eventId}",
            "GET cases/{caseId}/legal-hold",
            "GET cases/{caseId}/plan",
            "GET cases/{caseId}/plan/child-version",
            "GET cases/{caseId}/plan/evidence",
            "GET cases/{caseId}/plan/versions/{version}",
            "GET cases/{caseId}/plan/versions/{version}/changes",
            "GET cases/{caseId}/restriction",
            "GET dead-letters",
            "GET dead-letters/{id}",
            "GET dead-letters/{id}/content",
            "GET disposals",
            "GET event-types",
            "GET event-types/{type}/schema",
            "GET health/live",
            "GET health/ready",
            "GET me",
            "GET openapi.json",
            "GET operations/{operation}",
            "GET procedures",
            "GET procedures/{profileId}",
            "GET teams",
            "GET worklist",
            "POST approvals/{approvalId}",
            "POST cases/search",
            "POST cases/{caseId}/emergency-accesses/{accessId}",
            "POST cases/{caseId}/events",
            "POST cases/{caseId}/restriction/decision",
            "POST conferences",
            "POST dead-letters/{id}",
            "POST disposals/{caseId}",
            "POST operations/rebuild",
            "POST operations/recreate",
            "POST procedures/{profileId}/due-dates",
            "POST referrals",
            "POST transfers-in",
            "PUT cases/{caseId}/legal-hold",
            "PUT cases/{caseId}/restriction",
        ];

        Assert.Equal(contract, ApiRoutes.All.Select(route => $"{route.Method} {route.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void IsAnonymous_OnlyHealthAndTheDocument_NeedNoToken() =>
        Assert.Equal(
            ["GetLiveness", "GetOpenApi", "GetReadiness"], ApiRoutes.All.Select(route => route.Function).Where(Table.IsAnonymous).Order());

    [Fact]
    public void IsCacheable_RoutesAboutAPerson_AreNot() =>
        Assert.DoesNotContain(ApiRoutes.All, route => route.Cacheable && AboutAPerson().IsMatch(route.Path));

    [Fact]
    public void FunctionOutsideTheTable_AsksForATokenAndIsNotCached()
    {
        Assert.False(Table.IsAnonymous("Unheard"));
        Assert.False(Table.IsCacheable("Unheard"));
    }

    [Fact]
    public void All_EveryRouteThatAsksForAToken_NamesItsRoles() =>
        Assert.All(ApiRoutes.All.Where(route => !route.Anonymous), route => Assert.NotEmpty(route.Access.Roles));

    [Fact]
    public void All_EveryRouteAboutAPerson_HasARuleForTheCase() =>
        Assert.All(
            ApiRoutes.All.Where(route => AboutAPerson().IsMatch(route.Path)), route => Assert.NotEqual(CaseRule.None, route.Access.Rule));

    /// <summary>
    /// Raising is open to whom any event is given; the administrator's are the two that change a version, and who raises may ask what
    /// became of it.
    /// </summary>
    [Fact]
    public void All_NoRouteAboutAPerson_IsTheAdministrators()
    {
        Assert.Equal(
            ["GetEvent", "RaiseEvent"],
            ApiRoutes
                .All.Where(route => AboutAPerson().IsMatch(route.Path) && route.Access.Roles.Contains(Role.Administrator))
                .Select(route => route.Function)
                .Order());
        Assert.Equal(
            ["CalendarChanged", "ProfileChanged"],
            EventCatalogue.All.Where(type => !type.Indirect && type.Roles.Contains(Role.Administrator)).Select(type => type.Name).Order());
    }

    [GeneratedRegex("^(cases|worklist|referrals|access|approvals|conferences|transfers-in|disposals)")]
    private static partial Regex AboutAPerson();
}
