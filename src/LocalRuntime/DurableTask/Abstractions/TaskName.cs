namespace Microsoft.DurableTask;

/// <summary>The name under which an orchestrator or an activity is registered. Compared without case.</summary>
/// <param name="name">The name; an empty name means none was given.</param>
public readonly struct TaskName(string name) : IEquatable<TaskName>
{
    private readonly string? _name = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The name as it was given.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Gives the plain name.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>Takes a plain string as a name; null gives the empty name.</summary>
    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new(value);

    /// <summary>Compares without case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Compares without case.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
