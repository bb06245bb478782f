using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The routes that open a case, raise an event and ask what became of it.</summary>
internal static class SubmitEventRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        Post(
            "OpenCase",
            "referrals",
            RouteAccess.Open,
            "Opens a case for a referral",
            new(200, "What would follow (dryRun)", typeof(DryRunView)),
            new(201, "The case; for a caller who may not read it, the outcome", typeof(CaseView)),
            new(201, "The outcome", typeof(OpenedCaseView)),
            new(202, "The referral is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = EventSchemas.Referral,
            Query = [DryRun],
            Idempotent = true,
            Problems = [400, 401, 403, 409, 410, 413, 415, 422, 503],
        },
        Post(
            "OpenTransferIn",
            "transfers-in",
            RouteAccess.OpenTransfer,
            "Opens a case for another authority's notice that a child moves here",
            new(200, "What would follow (dryRun)", typeof(DryRunView)),
            new(201, "The case; for a caller who may not read it, the outcome", typeof(CaseView)),
            new(201, "The outcome", typeof(OpenedCaseView)),
            new(202, "The notice is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = EventSchemas.TransferIn,
            Query = [DryRun],
            Idempotent = true,
            Problems = [400, 401, 403, 409, 410, 413, 415, 422, 503],
        },
        Post(
            "RaiseForGroup",
            "conferences",
            RouteAccess.Group,
            "Raises the event of one conference or meeting on the case of each of several children",
            new RouteAnswer(200, "The outcome on each case, and the dates that the group can keep together", typeof(GroupOutcomeView))
        ) with
        {
            Body = GroupBody.Schema,
            Query = [DryRun],
            Idempotent = true,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Post(
            "RaiseEvent",
            "cases/{caseId}/events",
            RouteAccess.Raise,
            "Raises an event on a case",
            new(200, "The outcome, committed", typeof(EventOutcomeView)),
            new(200, "What would follow (dryRun)", typeof(DryRunView)),
            new(202, "The event is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = EventSchemas.AnyEvent,
            Query = [DryRun],
            Idempotent = true,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
        OfCase("GetEvent", "/events/{eventId}", RouteAccess.OwnEvents, "The outcome of an event that the caller raised", typeof(EventView)),
        OfCase(
            "GetAllowedEvents",
            "/allowed-events",
            RouteAccess.Case,
            "The events that the caller may raise now, each with the JSON Schema of its data",
            typeof(PageView<EventTypeView>)) with
        {
            Query = Paging,
        },
    ];
}
