using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Admits a professional to a case of another team in an emergency: within the limit of a day, and only once the access is logged, the
/// manager's acknowledgement is asked for and the manager is told.
/// </summary>
internal sealed partial class GlassBreaker(
    BreakGlassDays days,
    BreakGlassAlert alert,
    EmergencyAccesses accesses,
    ProcedureCatalogue procedures,
    TimeProvider clock,
    ILogger<GlassBreaker> logger)
{
    /// <exception cref="ProblemException">The reader has had the cases of the day.</exception>
    public async Task BreakAsync(StoredCase stored, Caller reader, Role role, string reason, AccessRecorder log)
    {
        var (caseId, now) = (stored.State.CaseId, clock.GetUtcNow());
        var on = CaseContext.Of(procedures, stored.State.Profile, now).Profile.Zone.DateOf(now);
        if (!await days.TryCountAsync(reader.Subject, caseId, on, CancellationToken.None))
        {
            Refused(caseId, reader.Subject, log.Section, log.InvocationId);
            throw new ProblemException(
                Problems.Forbidden(
                    "You have read as many cases of other teams in emergencies today as one account may. "
                    + "Ask the manager of the case's team, or your own, to read it for you."));
        }

        await log.BreakGlassAsync(stored, role, reason);
        var access = new EmergencyAccess(EmergencyAccess.IdOf(on, reader.Subject), caseId, reader.Subject, role, on, now, reason);
        await accesses.AddAsync(access, CancellationToken.None);
        await alert.RaiseAsync(access, stored);
        Broken(caseId, reader.Subject, log.Section, log.InvocationId);
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Case {CaseId}: {Subject} of another team read {Section} in an emergency, invocation {InvocationId}. "
            + "The manager of the case's team must review the access.",
        EventName = "GlassBroken")]
    private partial void Broken(string caseId, string subject, string section, string invocationId);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Case {CaseId}: {Subject} asked to read {Section} in an emergency beyond the day's limit, invocation {InvocationId}; refused. "
            + "Ask the account's manager why it reads so many.",
        EventName = "GlassLimitReached")]
    private partial void Refused(string caseId, string subject, string section, string invocationId);
}
