namespace ChildProtection.Functions.Access.AuditLog;

public enum AccessKind
{
    Read,

    /// <summary>A change was asked for, by somebody who may; what became of it stands in the chronology.</summary>
    Write,
    Refused,

    /// <summary>A case of another team was read in an emergency, for the reason given.</summary>
    BreakGlass,
}

/// <summary>Who read or changed what, or was refused. It never says what was read.</summary>
public sealed record AccessEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Account id.</summary>
    public required string Subject { get; init; }

    public string? Name { get; init; }

    /// <summary>The role that permitted it; all the caller's roles when none did.</summary>
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
}
