using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore;

/// <summary>One line of the chronology, with the words of its event and its place in the hash chain.</summary>
public sealed record StoredFact
{
    public required long Sequence { get; init; }

    public required string Type { get; init; }

    public required DateOnly OccurredOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required StoredActor Actor { get; init; }

    /// <summary>Null for a checkpoint, which no event raised.</summary>
    public string? EventId { get; init; }

    public required string Summary { get; init; }

    /// <summary>How staff sent the agency's message again, in order; null where they did not.</summary>
    public IReadOnlyList<Redriven>? Redriven { get; init; }

    public JsonObject? Data { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the fact before it; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    /// <summary>Characters of the words.</summary>
    public int Size { get; init; }
}

/// <summary>The actor in the record. The system itself raises checkpoints.</summary>
/// <param name="Subject">Account id, or <c>system</c>.</param>
/// <param name="Name">The person's name from the token.</param>
/// <param name="Role">Null for the system.</param>
/// <param name="Agency">Null for the authority's own staff.</param>
public sealed record StoredActor(string Subject, string? Name, Role? Role, string? Agency)
{
    /// <summary>The team of the authority's own staff; rules of some events ask for it, rows do not keep it.</summary>
    public string? Team { get; init; }

    public static StoredActor System { get; } = new("system", null, null, null);
}
