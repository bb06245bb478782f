using System.Text.Json.Nodes;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.CaseFile.Chronology;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Worklists;
using static ChildProtection.Functions.Api.QueryParameters;

namespace ChildProtection.Functions.Api;

/// <summary>Every route of the interface. A function that does not stand here is closed and never cached.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        Post(
            "OpenCase",
            "referrals",
            RouteAccess.Open,
            "Opens a case for a referral",
            new(201, "The case", typeof(CaseView)),
            new(202, "The referral is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = EventSchemas.Referral,
            Idempotent = true,
            Problems = [400, 401, 403, 409, 410, 413, 415, 422, 503],
        },
        Post(
            "OpenTransferIn",
            "transfers-in",
            RouteAccess.OpenTransfer,
            "Opens a case for another authority's notice that a child moves here",
            new(201, "The case", typeof(CaseView)),
            new(202, "The notice is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = EventSchemas.TransferIn,
            Idempotent = true,
            Problems = [400, 401, 403, 409, 410, 413, 415, 422, 503],
        },
        Post(
            "RaiseForGroup",
            "conferences",
            RouteAccess.Group,
            "One conference or meeting about several children: raises the event on each case",
            new RouteAnswer(200, "What became of it on each case, and the dates that the group can keep together", typeof(GroupOutcomeView))
        ) with
        {
            Body = GroupBody.Schema,
            Idempotent = true,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Post(
            "RaiseEvent",
            "cases/{caseId}/events",
            RouteAccess.Raise,
            "Raises an event on a case",
            new(200, "The outcome, committed", typeof(EventOutcomeView)),
            new(202, "The event is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = EventComponents.Reference,
            Idempotent = true,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
        OfCase("GetEvent", "/events/{eventId}", RouteAccess.OwnEvents, "What became of an event that the caller raised", typeof(EventView)),
        OfCase("GetCase", "", RouteAccess.Case, "A case", typeof(CaseView)),
        OfCase(
            "GetDeadlines",
            "/deadlines",
            RouteAccess.Case,
            "Every deadline of a case with its explanation, in the order of due dates",
            typeof(PageView<DeadlineView>)) with
        {
            Query = [DeadlineStatus, .. Paging],
        },
        OfCase(
            "GetChronology",
            "/chronology",
            RouteAccess.Chronology,
            "The recorded facts in order, with their hash chain",
            typeof(PageView<FactView>)) with
        {
            Query = [From, To, .. Paging],
        },
        OfCase(
            "VerifyChronology", "/chronology/verification", RouteAccess.Chronology, "Recomputes the hash chain", typeof(VerificationView)),
        Printable(OfCase("GetPlan", "/plan", RouteAccess.Case, "The newest version of the plan document", typeof(PlanView))),
        Printable(
            OfCase("GetPlanVersion", "/plan/versions/{version}", RouteAccess.Case, "A version of the plan document", typeof(PlanView))),
        OfCase(
            "GetPlanChanges",
            "/plan/versions/{version}/changes",
            RouteAccess.Case,
            "What a version of the plan says otherwise than another",
            typeof(PlanChangesView)) with
        {
            Query = [FromVersion],
        },
        Printable(
            OfCase(
                "GetChildVersion",
                "/plan/child-version",
                RouteAccess.Case,
                "The plan in words for the child, as it was given last",
                typeof(ChildVersionView))),
        Printable(
            OfCase(
                "GetPlanEvidence",
                "/plan/evidence",
                RouteAccess.Chronology,
                "The plan as evidence for legal proceedings: every version, who accepted it, what was done, and the proof that nothing was altered",
                typeof(PlanEvidenceView))),
        OfCase(
            "GetAllowedEvents",
            "/allowed-events",
            RouteAccess.Case,
            "What may be raised now, each with the JSON Schema of its data",
            typeof(PageView<EventTypeView>)) with
        {
            Query = Paging,
        },
        OfCase(
            "GetCaseAccess",
            "/access",
            RouteAccess.CaseLog,
            "Who read or changed the case, in order; the last 30 days unless asked for others",
            typeof(PageView<AccessEntryView>)) with
        {
            Query = [From, To, .. Paging],
        },
        OfCase("GetRestriction", "/restriction", RouteAccess.Restriction, "The case's restriction", typeof(RestrictionView)),
        Put(
            "PutRestriction",
            "cases/{caseId}/restriction",
            RouteAccess.Restriction,
            "Restricts the case to an allow-list, or reviews its restriction; to be reviewed again after 90 days",
            RestrictionBody.Schema,
            new RouteAnswer(200, "The restriction", typeof(RestrictionView))),
        new()
        {
            Function = "DeleteRestriction",
            Method = "DELETE",
            Path = "cases/{caseId}/restriction",
            Summary = "Lifts the restriction",
            Access = RouteAccess.Restriction,
            Answers = [new(204, "There is none any more", null)],
            Problems = [401, 403, 404, 503],
        },
        OfCase(
            "GetLegalHold", "/legal-hold", RouteAccess.Keep, "Whether the record is held, and every hold there was", typeof(LegalHoldView)),
        Put(
            "PutLegalHold",
            "cases/{caseId}/legal-hold",
            RouteAccess.Keep,
            "Holds the record, so that it is not disposed of, or lifts the hold",
            LegalHoldBody.Schema,
            new RouteAnswer(200, "Whether the record is held, and every hold there was", typeof(LegalHoldView))),
        Get(
            "ListDisposals",
            "disposals",
            RouteAccess.Disposals,
            "The records whose time has come, the longest overdue first",
            typeof(PageView<DisposalView>)) with
        {
            Query = [DisposalStatus, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Post(
            "DecideDisposal",
            "disposals/{caseId}",
            RouteAccess.Keep,
            "Recommends, approves or declines the disposal of a record",
            new RouteAnswer(200, "Where the record stands", typeof(DisposalView))) with
        {
            Body = DisposalBody.Schema,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
        Get(
            "GetSubjectAccess",
            "access",
            RouteAccess.SubjectLog,
            "What an account read or changed, in order; the last 30 days unless asked for others",
            typeof(PageView<AccessEntryView>)) with
        {
            Query = [Subject, From, To, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Get("ListCases", "cases", RouteAccess.List, "Cases", typeof(PageView<CaseListItemView>)) with
        {
            Query = [Team, Worker, State, Identifier, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Post(
            "SearchCases",
            "cases/search",
            RouteAccess.List,
            "Cases by the beginning of any part of the child's name: those written so first, then those that differ in diacritics",
            new RouteAnswer(200, "A page of cases", typeof(PageView<CaseListItemView>))) with
        {
            Body = CaseSearchBody.Schema,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Get("GetWorklist", "worklist", RouteAccess.List, "A team's open deadlines in date order", typeof(PageView<WorklistItemView>)) with
        {
            Query = [Team, Worker, From, To, DeadlineStatus, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Get(
            "ListApprovals",
            "approvals",
            RouteAccess.Approvals,
            "What waits for a decision of a team's managers and chairs, or was decided; the oldest first",
            typeof(PageView<ApprovalView>)) with
        {
            Query = [Team, ApprovalStatus, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Post(
            "DecideApproval",
            "approvals/{approvalId}",
            RouteAccess.Decide,
            "Decides on an approval",
            new(200, "The approval, decided", typeof(ApprovalView)),
            new(202, "The decision is stored and will be taken in", typeof(PendingEventView))) with
        {
            Body = ApprovalBody.Schema,
            Idempotent = true,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
        Get(
            "ListDeadLetters",
            "dead-letters",
            RouteAccess.DeadLetters,
            "Messages that could not be used, forwarded or delivered, by the entity where they lie and in the order of arrival; for administrators",
            typeof(PageView<DeadLetterView>)) with
        {
            Query = Paging,
            Problems = [401, 403, 422, 503],
        },
        Get(
            "GetDeadLetter",
            "dead-letters/{id}",
            RouteAccess.DeadLetters,
            "A dead letter with what was sent",
            typeof(DeadLetterContentView)) with
        {
            Problems = [401, 403, 404, 503],
        },
        Post(
            "SettleDeadLetter",
            "dead-letters/{id}",
            RouteAccess.DeadLetters,
            "Sends a dead letter again, as it was or corrected, or discards it",
            new RouteAnswer(200, "What was done", typeof(DeadLetterDoneView))) with
        {
            Body = DeadLetterBody.Schema,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
        Post(
            "StartRebuild",
            "operations/rebuild",
            RouteAccess.Operate,
            "Makes every list again from the cases, while the app runs",
            new RouteAnswer(202, "How far it is; Location says where to ask again", typeof(OperationView))) with
        {
            Body = OperationBody.ReasonSchema,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Post(
            "StartRecreation",
            "operations/recreate",
            RouteAccess.Operate,
            "Starts lost orchestrations again from the stored snapshots",
            new RouteAnswer(202, "How far it is; Location says where to ask again", typeof(OperationView))) with
        {
            Body = OperationBody.CaseSchema,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Get(
            "GetOperation",
            "operations/{operation}",
            RouteAccess.Operation,
            "How far an operation is, or how it ended",
            typeof(OperationView)) with
        {
            Problems = [401, 403, 404],
        },
        Get(
            "ListProcedures",
            "procedures",
            RouteAccess.Anybody,
            "The procedure profiles, with the source of every value",
            typeof(PageView<ProcedureView>)) with
        {
            Cacheable = true,
            Query = Paging,
            Problems = [401, 422],
        },
        Get("GetProcedure", "procedures/{profileId}", RouteAccess.Anybody, "A procedure profile", typeof(ProcedureView)) with
        {
            Cacheable = true,
            Query = OfVersion,
            Problems = [401, 404, 422],
        },
        Post(
            "ComputeDueDate",
            "procedures/{profileId}/due-dates",
            RouteAccess.Anybody,
            "Counts a due date from a day",
            new RouteAnswer(200, "The due date with its counting", typeof(DueDateView))) with
        {
            Cacheable = true,
            Query = OfVersion,
            Body = DueDateBody.Schema,
            Problems = [400, 401, 404, 413, 415, 422],
        },
        Get(
            "ListEventTypes",
            "event-types",
            RouteAccess.Anybody,
            "Every event type with the JSON Schema of its data",
            typeof(PageView<EventTypeView>)) with
        {
            Cacheable = true,
            Query = Paging,
            Problems = [401, 422],
        },
        new()
        {
            Function = "GetEventSchema",
            Method = "GET",
            Path = "event-types/{type}/schema",
            Summary = "The JSON Schema of an event type's data",
            Access = RouteAccess.Anybody,
            Cacheable = true,
            Answers = [new(200, "A JSON Schema (2020-12)", null, "application/schema+json")],
            Problems = [401, 404],
        },
        Get("GetOpenApi", "openapi.json", RouteAccess.Anonymous, "This document", null) with
        {
            Cacheable = true,
            Problems = [],
        },
        Get("GetLiveness", "health/live", RouteAccess.Anonymous, "Whether the app runs", typeof(HealthView)) with
        {
            Cacheable = true,
            Problems = [],
        },
        Get(
            "GetReadiness",
            "health/ready",
            RouteAccess.Anonymous,
            "Whether the app can work: tables, engine, timers",
            typeof(HealthView)) with
        {
            Cacheable = true,
            Answers = [new(200, "It can", typeof(HealthView)), new(503, "It cannot; the failing checks say why", typeof(HealthView))],
            Problems = [],
        },
    ];

    private static ApiRoute Get(string function, string path, RouteAccess access, string summary, Type? view) =>
        new() { Access = access, Function = function, Method = "GET", Path = path, Summary = summary, Answers = [new(200, summary, view)] };

    private static ApiRoute OfCase(string function, string path, RouteAccess access, string summary, Type view) =>
        Get(function, "cases/{caseId}" + path, access, summary, view) with { Problems = [401, 403, 404, 422, 503] };

    /// <summary>It can also be had as a page to print.</summary>
    private static ApiRoute Printable(ApiRoute route) => route with
    {
        Query = [Format],
        Answers = [.. route.Answers, new(200, route.Summary, null, "text/html")],
    };

    private static ApiRoute Post(string function, string path, RouteAccess access, string summary, params RouteAnswer[] answers) =>
        new() { Access = access, Function = function, Method = "POST", Path = path, Summary = summary, Answers = answers };

    private static ApiRoute Put(
        string function, string path, RouteAccess access, string summary, Func<JsonObject> body, RouteAnswer answer) =>
        new()
        {
            Access = access,
            Function = function,
            Method = "PUT",
            Path = path,
            Summary = summary,
            Body = body,
            Answers = [answer],
            Problems = [400, 401, 403, 404, 413, 415, 422, 503],
        };
}
