using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Access;

/// <summary>
/// The case of this invocation, and the second check of a raised event: the event's type is in the body, so the function asks after it has
/// read that.
/// </summary>
public sealed class CaseGate(CurrentCaller current, AccessRecorder recorder, AskedFor names)
{
    /// <summary>Null for a route without a case, or when the case does not exist.</summary>
    internal StoredCase? Case { get; set; }

    /// <summary>The raised type, once known.</summary>
    internal EventDefinition? Type { get; private set; }

    /// <summary>The case that is opened, or that a message is about, once its id is known.</summary>
    internal string? Opened { get; private set; }

    /// <summary>The case that a message in the path is about: what is refused then stands in its log.</summary>
    internal void Concerns(StoredCase stored) => (Case, Opened) = (stored, stored.State.CaseId);

    /// <summary>The case exists, and the caller may know that.</summary>
    internal bool IsKnownToCaller => Case is { } stored && CasePermissions.MayKnow(current.Value, stored);

    /// <summary>The case exists and must not be known to the caller.</summary>
    internal bool IsHidden => Case is { } stored && CasePermissions.IsHidden(current.Value, stored);

    /// <exception cref="ProblemException">The caller may not raise the event on this case.</exception>
    /// <returns>The role in which the caller raises it.</returns>
    internal Role RequireRaise(EventDefinition type)
    {
        Type = type;
        return RaisesAs(type, Case, current.Value);
    }

    /// <summary>Logs the event before it is raised.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="type">Its type.</param>
    /// <param name="role">The one role in which it is raised; another of the caller's does not permit it.</param>
    /// <exception cref="ProblemException">The caller may not raise the event on this case in that role.</exception>
    internal Task LogRaiseAsync(string caseId, EventDefinition type, Role role) =>
        recorder.WriteAsync(caseId, Case, RaisesAs(type, Case, current.Value with { Roles = [role] }), type);

    /// <summary>Logs the case before it is opened. A repeated request opens nothing: it reads what became of the first.</summary>
    /// <returns>The role in which the caller opens it.</returns>
    internal async Task<Role> LogOpenAsync(string caseId, StoredCase? known, EventDefinition type)
    {
        (Opened, Type) = (caseId, type);
        var role = OpensAs(type);
        await (known is null
            ? recorder.WriteAsync(caseId, null, role, type)
            : recorder.ReadAsync(known, role, StatusCodes.Status201Created));
        return role;
    }

    /// <summary>The role in which the caller opens a case by that event.</summary>
    internal Role OpensAs(EventDefinition type) => current.Value.Roles.First(role => type.IsRaisedBy(role, current.Value.Agency));

    /// <summary>Logs that the caller is told what an event would do: it is read, and nothing is changed.</summary>
    /// <param name="stored">The case; null for one that would be opened.</param>
    /// <param name="role">The role in which the caller would raise it.</param>
    /// <param name="type">The event's type.</param>
    internal Task LogForeseenAsync(StoredCase? stored, Role role, EventDefinition type) => recorder.ForeseenAsync(stored, role, type);

    /// <summary>The same of a referral: the child that was asked about stands in the entry, hashed.</summary>
    internal async Task LogForeseenAsync(string localId, Role role, EventDefinition type, CancellationToken cancellation)
    {
        recorder.Asked.Add($"child={await names.HashAsync(localId, cancellation)}");
        await recorder.ForeseenAsync(null, role, type);
    }

    /// <summary>Whether the caller may read that case.</summary>
    internal bool MayRead(StoredCase? stored) =>
        stored is not null && CasePermissions.Read(current.Value, RouteAccess.Case.Roles, stored) is Granted;

    /// <summary>Whether who opened the case may read it as it is now; if so, the read is logged.</summary>
    internal async Task<bool> LogOpenedAsync(StoredCase opened)
    {
        if (CasePermissions.Read(current.Value, RouteAccess.Case.Roles, opened) is not Granted { As: var role })
            return false;
        await recorder.ReadAsync(opened, role, StatusCodes.Status201Created);
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
    /// <param name="caseId">The case; null where the caller wrote something that is no case id.</param>
    /// <param name="stored">The case; null when there is none.</param>
    /// <param name="type">The event's type.</param>
    /// <param name="isDry">Whether it is only asked what would follow.</param>
    /// <returns>The role in which the caller raises it there.</returns>
    /// <exception cref="ProblemException">The caller may not raise it on that case, or there is none. The refusal is logged.</exception>
    internal async Task<Role> LogRaiseOnAsync(string? caseId, StoredCase? stored, EventDefinition type, bool isDry)
    {
        try
        {
            var role = RaisesAs(type, stored, current.Value);
            await (isDry ? LogForeseenAsync(stored, role, type) : recorder.WriteAsync(stored!.State.CaseId, stored, role, type));
            return role;
        }
        catch (ProblemException refusal)
        {
            await recorder.RefusedAsync(caseId, stored, refusal.Problem, type);
            throw;
        }
    }

    /// <summary>Whether the caller could raise that type on the case of this invocation.</summary>
    internal bool MayRaise(EventDefinition type) => Case is { } stored && CasePermissions.Raise(current.Value, type, stored) is Granted;

    private static Role RaisesAs(EventDefinition type, StoredCase? stored, Caller caller) =>
        CasePermissions.Raise(caller, type, stored ?? throw UnknownCases.Refusal()) switch
        {
            Granted { As: var role } => role,
            Denied { Needs: var needs } => throw new ProblemException(Problems.Forbidden(needs)),
            _ => throw new ProblemException(CaseRoute.UnknownCase()),
        };
}
