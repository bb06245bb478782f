using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Looks every morning at the emergency accesses that nobody has acknowledged. The manager has the next working day, then is reminded;
/// after the third the head of service hears of it, which is the last that the app does.
/// </summary>
public sealed partial class EmergencyReminders(
    CaseTables tables,
    EmergencyAccesses accesses,
    CaseReader cases,
    BreakGlassAlert alert,
    LocalDays days,
    ILogger<EmergencyReminders> logger)
{
    private const int ReminderAfter = 1;
    private const int EscalationAfter = 3;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var open in await OpenEmergencies.ListAsync(tables, cancellationToken))
        {
            if (await accesses.FindAsync(open.CaseId, open.AccessId, cancellationToken) is { Review: null } access
                && await cases.FindAsync(open.CaseId, cancellationToken) is { } stored)
                await LookAsync(open, access, stored, cancellationToken);
            else
                await OpenEmergencies.RemoveAsync(tables, open, cancellationToken);
        }
    }

    private async Task LookAsync(OpenEmergency open, EmergencyAccess access, StoredCase stored, CancellationToken cancellationToken)
    {
        var waited = WorkingDaysOver(access, stored);
        if (waited >= ReminderAfter && !open.Reminded)
        {
            await alert.RemindAsync(access, stored, days.Now);
            await OpenEmergencies.NoteReminderAsync(tables, open, cancellationToken);
        }

        if (waited < EscalationAfter)
            return;
        await alert.EscalateAsync(access, stored, days.Now);
        NotAcknowledged(open.CaseId, access.Reader, access.On);
        await OpenEmergencies.RemoveAsync(tables, open, cancellationToken);
    }

    /// <summary>Working days of the case's calendar that have passed whole since the day of the access.</summary>
    private int WorkingDaysOver(EmergencyAccess access, StoredCase stored)
    {
        var context = CaseContext.Of(days.Procedures, stored.State.Profile, days.Now);
        return context.Calendar.CountWorkingDays(access.On, context.Profile.Zone.DateOf(days.Now).AddDays(-1));
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Case {CaseId}: no manager has acknowledged the emergency access of {Subject} on {On:yyyy-MM-dd}. The head of service is told.",
        EventName = "GlassNotAcknowledged")]
    private partial void NotAcknowledged(string caseId, string subject, DateOnly on);
}
