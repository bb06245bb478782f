using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;
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

    internal string? Source { get; set; }

    /// <summary>What a list is asked for; a function whose question is in the body adds that.</summary>
    internal List<string> Asked { get; } = [];

    /// <summary>A function logs a change of a case before it makes it; one that did not must not answer.</summary>
    internal Task RequireEntry() => _entries > 0
        ? Task.CompletedTask
        : throw new InvalidOperationException(
            $"{Section} changed a case without logging it. Log the change through {nameof(CaseGate)} first.");

    /// <param name="stored">The case.</param>
    /// <param name="role">The role that permits it.</param>
    /// <param name="result">The answer's status; null before there is an answer.</param>
    internal Task ReadAsync(StoredCase stored, Role role, int? result = null) =>
        AppendAsync(AccessKind.Read, stored.State.CaseId, stored, role.ToString(), result: result);

    /// <summary>What an event would do is shown.</summary>
    internal Task ForeseenAsync(StoredCase? stored, Role role, EventDefinition type) =>
        AppendAsync(AccessKind.Read, stored?.State.CaseId, stored, role.ToString(), type: type);

    /// <param name="role">The role that permits it.</param>
    /// <param name="team">The one team whose cases the list shows; null for every team's.</param>
    /// <param name="answer">What is shown.</param>
    internal Task ListedAsync(Role role, string? team, JsonAnswer? answer) =>
        AppendAsync(AccessKind.Read, null, null, role.ToString(), result: answer?.Status, team: team, returned: answer?.Page?.CaseIds);

    internal Task BreakGlassAsync(StoredCase stored, Role role, string reason) =>
        AppendAsync(AccessKind.BreakGlass, stored.State.CaseId, stored, role.ToString(), reason);

    internal Task WriteAsync(string caseId, StoredCase? stored, Role role, EventDefinition? type) =>
        AppendAsync(AccessKind.Write, caseId, stored, role.ToString(), type: type);

    internal Task RefusedAsync(string? caseId, StoredCase? stored, Problem problem, EventDefinition? type) =>
        AppendAsync(AccessKind.Refused, caseId, stored, string.Join(' ', current.Value.Roles), problem.Name, type, problem.Status);

    /// <summary>A dead letter was looked at or settled.</summary>
    /// <param name="kind">Whether it was changed.</param>
    /// <param name="what">The letter, what was done and why.</param>
    /// <param name="role">The role that permits it.</param>
    /// <param name="caseId">The case that it is about or will open; null where it names none, or none was read.</param>
    /// <param name="stored">That case, where there is one.</param>
    internal Task DeadLetterAsync(AccessKind kind, string what, Role role, string? caseId = null, StoredCase? stored = null) =>
        AppendAsync(kind, caseId, stored, role.ToString(), what);

    /// <summary>An administrator starts an operation, for the reason given.</summary>
    internal Task OperationAsync(string what) => AppendAsync(AccessKind.Write, null, null, nameof(Role.Administrator), what);

    private Task AppendAsync(
        AccessKind kind,
        string? caseId,
        StoredCase? stored,
        string role,
        string? reason = null,
        EventDefinition? type = null,
        int? result = null,
        string? team = null,
        IReadOnlyList<string>? returned = null)
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
            Team = stored?.State.Team ?? team,
            Section = Section,
            Event = type?.Name,
            Kind = kind,
            Reason = reason,
            OwnAllocation = stored is null ? null : stored.State.LeadSocialWorker == caller.Subject,
            InvocationId = InvocationId,
            Result = result,
            Source = Source,
            Session = caller.Session,
            Asked = Asked,
            Returned = returned ?? [],
        };
        return log.AppendAsync(entry, ++_entries, CancellationToken.None);
    }
}
