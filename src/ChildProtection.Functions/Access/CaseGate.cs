using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>
/// The case of this invocation, and the second check of a raised event: the event's type is in the body, so the function asks after it has
/// read that.
/// </summary>
public sealed class CaseGate(CurrentCaller current, AccessRecorder recorder)
{
    /// <summary>Null for a route without a case, or when the case does not exist.</summary>
    internal StoredCase? Case { get; set; }

    /// <summary>The raised type, once known.</summary>
    internal EventDefinition? Type { get; private set; }

    /// <summary>The opened case, once its id is known.</summary>
    internal string? Opened { get; private set; }

    /// <summary>The case exists, and the caller may know that.</summary>
    internal bool IsKnownToCaller => Case is { } stored && CasePermissions.MayKnow(current.Value, stored);

    /// <summary>The case exists and must not be known to the caller.</summary>
    internal bool IsHidden => Case is { } stored && CasePermissions.IsHidden(current.Value, stored);

    /// <exception cref="ProblemException">The caller may not raise the event on this case.</exception>
    internal void RequireRaise(EventDefinition type)
    {
        Type = type;
        _ = RaisesAs(type);
    }

    /// <summary>Logs the event before it is raised.</summary>
    internal Task LogRaiseAsync(string caseId, EventDefinition type) => recorder.WriteAsync(caseId, Case, RaisesAs(type), type);

    /// <summary>Logs the case before it is opened. A repeated request opens nothing: it reads what became of the first.</summary>
    /// <exception cref="ProblemException">That key opened the case earlier, and the case is restricted now.</exception>
    internal Task LogOpenAsync(string caseId, StoredCase? known, EventDefinition type)
    {
        (Opened, Type) = (caseId, type);
        if (known is not null && CasePermissions.IsHidden(current.Value, known))
            throw new ProblemException(CaseRoute.UnknownCase());
        var role = current.Value.Roles.First(role => type.IsRaisedBy(role, current.Value.Agency));
        return known is null ? recorder.WriteAsync(caseId, null, role, type) : recorder.ReadAsync(known, role);
    }

    /// <summary>Whether who opened the case may read it as it is now; if so, the read is logged.</summary>
    internal async Task<bool> LogOpenedAsync(StoredCase opened)
    {
        if (CasePermissions.Read(current.Value, RouteAccess.Case.Roles, opened) is not Granted { As: var role })
            return false;
        await recorder.ReadAsync(opened, role);
        return true;
    }

    /// <summary>Opens a case by an event that only some kinds of agency may raise.</summary>
    /// <exception cref="ProblemException">The caller may not.</exception>
    internal void RequireOpen(EventDefinition type)
    {
        if (!current.Value.Roles.Any(role => type.IsRaisedBy(role, current.Value.Agency)))
            throw new ProblemException(Problems.Forbidden(CasePermissions.RoleNeeded(type).Needs));
    }

    /// <summary>Logs an event on one of several cases before it is raised.</summary>
    /// <exception cref="ProblemException">The caller may not raise it on that case, or there is none. The refusal is logged.</exception>
    internal async Task LogRaiseOnAsync(string caseId, StoredCase? stored, EventDefinition type)
    {
        try
        {
            await recorder.WriteAsync(caseId, stored, RaisesAs(type, stored), type);
        }
        catch (ProblemException refusal)
        {
            await recorder.RefusedAsync(caseId, stored, refusal.Problem.Name, type);
            throw;
        }
    }

    /// <summary>Whether the caller could raise that type on the case of this invocation.</summary>
    internal bool MayRaise(EventDefinition type) => Case is { } stored && CasePermissions.Raise(current.Value, type, stored) is Granted;

    private Role RaisesAs(EventDefinition type) => RaisesAs(type, Case);

    private Role RaisesAs(EventDefinition type, StoredCase? stored) =>
        CasePermissions.Raise(current.Value, type, stored ?? throw UnknownCases.Refusal()) switch
        {
            Granted { As: var role } => role,
            Denied { Needs: var needs } => throw new ProblemException(Problems.Forbidden(needs)),
            _ => throw new ProblemException(CaseRoute.UnknownCase()),
        };
}
