using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Access.Cursors;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.Seals;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Teams;
using ChildProtection.Functions.Worklists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChildProtection.Functions.Hosting;

/// <summary>The features that the app is made of.</summary>
internal static class AppServices
{
    public static IServiceCollection AddApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RouteTable(ApiRoutes.All));
        return services
            .AddTelemetryExport(configuration)
            .AddTables(configuration)
            .AddBus(configuration)
            .AddDurable(configuration)
            .AddRecordStore()
            .AddProcedures(configuration)
            .AddTeams(configuration)
            .AddNotifications(configuration)
            .AddStaffMail(configuration)
            .AddCaseWorkflow()
            .AddAuthentication(configuration)
            .AddRequestLimits(configuration)
            .AddAuditLog()
            .AddAccess(configuration)
            .AddCursors()
            .AddRestrictions()
            .AddHolds()
            .AddCaseFile()
            .AddPlans()
            .AddSubmitEvent()
            .AddApprovals()
            .AddWorklists()
            .AddAgencies(configuration)
            .AddDeadLetters()
            .AddRetention(configuration)
            .AddSeals(configuration)
            .AddMaintenance()
            .AddAppHealth();
    }
}
