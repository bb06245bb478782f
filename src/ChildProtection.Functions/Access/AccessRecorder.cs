using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Logs what this invocation does to a case; one object per invocation. A caller whose access cannot be logged gets no answer.
/// </summary>
public sealed class AccessRecorder(AccessLog log, CurrentCaller current, TimeProvider clock)
{
    private int _entries;

    internal string Section { get; set; } = "";

    internal string InvocationId { get; set; } = "";

    /// <summary>A function logs a change of a case before it makes it; one that did not must not answer.</summary>
    internal Task RequireEntry() => _entries > 0
        ? Task.CompletedTask
        : throw new InvalidOperationException(
            $"{Section} changed a case without logging it. Log the change through {nameof(CaseGate)} first.");

    internal Task ReadAsync(StoredCase? stored, Role role) => AppendAsync(AccessKind.Read, stored?.State.CaseId, stored, role.ToString());

    internal Task BreakGlassAsync(StoredCase stored, Role role, string reason) =>
        AppendAsync(AccessKind.BreakGlass, stored.State.CaseId, stored, role.ToString(), reason);

    internal Task WriteAsync(string caseId, StoredCase? stored, Role role, EventDefinition? type) =>
        AppendAsync(AccessKind.Write, caseId, stored, role.ToString(), type: type);

    internal Task RefusedAsync(string? caseId, StoredCase? stored, string problem, EventDefinition? type) =>
        AppendAsync(AccessKind.Refused, caseId, stored, string.Join(' ', current.Value.Roles), problem, type);

    /// <summary>A dead letter was looked at or settled.</summary>
    internal Task DeadLetterAsync(AccessKind kind, string what) => AppendAsync(kind, null, null, nameof(Role.Administrator), what);

    /// <summary>An administrator starts an operation, for the reason given.</summary>
    internal Task OperationAsync(string what) => AppendAsync(AccessKind.Write, null, null, nameof(Role.Administrator), what);

    private Task AppendAsync(
        AccessKind kind, string? caseId, StoredCase? stored, string role, string? reason = null, EventDefinition? type = null)
    {
        var caller = current.Value;
        var entry = new AccessEntry
        {
            At = clock.GetUtcNow(),
            Subject = caller.Subject,
            Name = caller.Name,
            Role = role,
            Agency = caller.Agency,
            CaseId = caseId,
            Team = stored?.State.Team,
            Section = Section,
            Event = type?.Name,
            Kind = kind,
            Reason = reason,
            OwnAllocation = stored is null ? null : stored.State.LeadSocialWorker == caller.Subject,
            InvocationId = InvocationId,
        };
        return log.AppendAsync(entry, ++_entries, CancellationToken.None);
    }
}
