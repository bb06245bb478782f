namespace ChildProtection.Functions.Access.AuditLog;

public enum AccessKind
{
    Read,

    /// <summary>A permitted caller asked for a change; the chronology has its outcome.</summary>
    Write,
    Refused,

    /// <summary>The caller read a case of another team in an emergency, with a reason.</summary>
    BreakGlass,
}

/// <summary>An access or a refusal. It never holds what the caller read.</summary>
public sealed record AccessEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Account id.</summary>
    public required string Subject { get; init; }

    public string? Name { get; init; }

    /// <summary>The role that permitted the access; all roles of the caller when none did.</summary>
    public required string Role { get; init; }

    public string? Agency { get; init; }

    /// <summary>Null for a list over several cases.</summary>
    public string? CaseId { get; init; }

    /// <summary>The case's team; null when there is no such case, or no single one.</summary>
    public string? Team { get; init; }

    /// <summary>The function, such as <c>GetChronology</c>.</summary>
    public required string Section { get; init; }

    /// <summary>The type of a raised event.</summary>
    public string? Event { get; init; }

    public required AccessKind Kind { get; init; }

    /// <summary>The caller's reason for breaking the glass, or the name of the problem that was the refusal.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the subject is the case's allocated worker; null without a case.</summary>
    public bool? OwnAllocation { get; init; }

    public required string InvocationId { get; init; }

    /// <summary>HTTP status of the answer; null for a change, whose outcome is its event's, and for a message.</summary>
    public int? Result { get; init; }

    /// <summary>The address the request came from, with those that passed it on; null for a message.</summary>
    public string? Source { get; init; }

    /// <summary>The token's own id or that of the sign-in it came from; null where it has none.</summary>
    public string? Session { get; init; }

    /// <summary>What a list was asked for, as <c>name=value</c>; names of people are hashed.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>The cases that a list showed.</summary>
    public IReadOnlyList<string> Returned { get; init; } = [];
}
