using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Emergencies;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.CaseFile.Chronology;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Teams;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Api;

/// <summary>Every route of the interface, from the list of each feature. A function without a route is closed and never cached.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        .. SubmitEventRoutes.All,
        .. CaseFileRoutes.All,
        .. ChronologyRoutes.All,
        .. PlanRoutes.All,
        .. AccessRoutes.All,
        .. EmergencyRoutes.All,
        .. RestrictionRoutes.All,
        .. HoldRoutes.All,
        .. DisposalRoutes.All,
        .. WorklistRoutes.All,
        .. TeamRoutes.All,
        .. ApprovalRoutes.All,
        .. DeadLetterRoutes.All,
        .. OperationRoutes.All,
        .. ProcedureRoutes.All,
        .. DocumentRoutes.All,
        .. HealthRoutes.All,
    ];
}
