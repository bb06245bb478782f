using System.Collections.Frozen;
using ChildProtection.Functions.Http.Validation;
using ChildProtection.Functions.Http.Views;
using static ChildProtection.Functions.Http.Routes.QueryParameters;

namespace ChildProtection.Functions.Http.Routes;

/// <summary>Every route of the interface. A function that does not stand here asks for a token and is never cached.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        Post("OpenCase", "referrals", "Opens a case for a referral", new(201, "The case", typeof(CaseView)), new(202, "The referral is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = RequestSchemas.Referral,
            Idempotent = true,
            Problems = [400, 401, 409, 413, 415, 422, 503],
        },
        Post("RaiseEvent", "cases/{caseId}/events", "Raises an event on a case",
            new(200, "The outcome, committed", typeof(EventOutcomeView)), new(202, "The event is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = RequestBodies.AnyEvent,
            Idempotent = true,
            Problems = [400, 401, 404, 409, 413, 415, 422, 503],
        },
        OfCase("GetEvent", "/events/{eventId}", "What became of an event that the caller raised", typeof(EventView)),
        OfCase("GetCase", "", "A case", typeof(CaseView)),
        OfCase("GetDeadlines", "/deadlines", "Every deadline of a case with its explanation, in the order of due dates", typeof(PageView<DeadlineView>)) with { Query = [DeadlineStatus, .. Paging] },
        OfCase("GetChronology", "/chronology", "The recorded facts in order, with their hash chain", typeof(PageView<FactView>)) with { Query = [From, To, .. Paging] },
        OfCase("VerifyChronology", "/chronology/verification", "Recomputes the hash chain", typeof(VerificationView)),
        OfCase("GetPlan", "/plan", "The newest version of the plan document", typeof(PlanView)),
        OfCase("GetPlanVersion", "/plan/versions/{version}", "A version of the plan document", typeof(PlanView)),
        OfCase("GetAllowedEvents", "/allowed-events", "What may be raised now, each with the JSON Schema of its data", typeof(PageView<EventTypeView>)) with { Query = Paging },
        Get("ListCases", "cases", "Cases", typeof(PageView<CaseListItemView>)) with { Query = [Team, Worker, State, Words, .. Paging], Problems = [401, 422, 503] },
        Get("GetWorklist", "worklist", "A team's open deadlines in date order", typeof(PageView<WorklistItemView>)) with
        {
            Query = [Team, Worker, From, To, DeadlineStatus, .. Paging],
            Problems = [401, 422, 503],
        },
        Get("ListProcedures", "procedures", "The procedure profiles, with the source of every value", typeof(PageView<ProcedureView>)) with { Cacheable = true, Query = Paging, Problems = [401, 422] },
        Get("GetProcedure", "procedures/{profileId}", "A procedure profile", typeof(ProcedureView)) with { Cacheable = true, Problems = [401, 404] },
        Post("ComputeDueDate", "procedures/{profileId}/due-dates", "Counts a due date from a day", new RouteAnswer(200, "The due date with its counting", typeof(DueDateView))) with
        {
            Cacheable = true,
            Body = RequestSchemas.DueDate,
            Problems = [400, 401, 404, 413, 415, 422],
        },
        Get("ListEventTypes", "event-types", "Every event type with the JSON Schema of its data", typeof(PageView<EventTypeView>)) with { Cacheable = true, Query = Paging, Problems = [401, 422] },
        new()
        {
            Function = "GetEventSchema",
            Method = "GET",
            Path = "event-types/{type}/schema",
            Summary = "The JSON Schema of an event type's data",
            Cacheable = true,
            Answers = [new(200, "A JSON Schema (2020-12)", null, "application/schema+json")],
            Problems = [401, 404],
        },
        Get("GetOpenApi", "openapi.json", "This document", null) with { Anonymous = true, Cacheable = true, Problems = [] },
        Get("GetLiveness", "health/live", "Whether the app runs", typeof(HealthView)) with { Anonymous = true, Cacheable = true, Problems = [] },
        Get("GetReadiness", "health/ready", "Whether the app can work: tables, engine, timers", typeof(HealthView)) with
        {
            Anonymous = true,
            Cacheable = true,
            Answers = [new(200, "It can", typeof(HealthView)), new(503, "It cannot; the failing checks say why", typeof(HealthView))],
            Problems = [],
        },
    ];

    private static readonly FrozenDictionary<string, ApiRoute> ByFunction = All.ToFrozenDictionary(route => route.Function, StringComparer.Ordinal);

    public static bool IsAnonymous(string function) => ByFunction.GetValueOrDefault(function) is { Anonymous: true };

    public static bool IsCacheable(string function) => ByFunction.GetValueOrDefault(function) is { Cacheable: true };

    private static ApiRoute Get(string function, string path, string summary, Type? view) =>
        new() { Function = function, Method = "GET", Path = path, Summary = summary, Answers = [new(200, summary, view)] };

    private static ApiRoute OfCase(string function, string path, string summary, Type view) =>
        Get(function, "cases/{caseId}" + path, summary, view) with { Problems = [401, 404, 422, 503] };

    private static ApiRoute Post(string function, string path, string summary, params RouteAnswer[] answers) =>
        new() { Function = function, Method = "POST", Path = path, Summary = summary, Answers = answers };
}
