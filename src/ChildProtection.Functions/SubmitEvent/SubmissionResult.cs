using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The outcome of a request.</summary>
public abstract record SubmissionResult
{
    /// <summary>The outcome in traces.</summary>
    internal virtual string Outcome => GetType().Name;
}

/// <summary>The event is decided: accepted, or rejected by the case itself.</summary>
public sealed record Decided(StoredEvent Event) : SubmissionResult;

/// <summary>The event is stored and will be decided, later than the caller can wait.</summary>
public sealed record StillPending(string CaseId, string EventId) : SubmissionResult;

/// <summary>Refused before storage: nothing was stored, and the key is unused.</summary>
public sealed record RejectedBeforeStorage(Rejected Rejection, CaseState State) : SubmissionResult
{
    /// <summary>Dashboards know it by this name.</summary>
    internal override string Outcome => "RefusedAtDoor";
}

/// <summary>What would follow, if it were recorded now; nothing was stored.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Told">Who would be told what.</param>
/// <param name="OthersWait">Whether another event of the case is still to be decided.</param>
public sealed record Foreseen(Accepted Decision, IReadOnlyList<Notification> Told, bool OthersWait) : SubmissionResult;

/// <summary>No such case.</summary>
public sealed record UnknownCase : SubmissionResult;

/// <summary>That referral opened a case whose record was disposed of.</summary>
public sealed record RecordDisposed : SubmissionResult;

/// <summary>The key was used before with another body.</summary>
public sealed record KeyReused(string CaseId) : SubmissionResult;

/// <summary>The child has an open case.</summary>
public sealed record CaseOpen(string CaseId) : SubmissionResult;

/// <summary>The referral is invalid: its own fields contradict each other.</summary>
public sealed record InvalidReferral(Rejected Rejection) : SubmissionResult;
