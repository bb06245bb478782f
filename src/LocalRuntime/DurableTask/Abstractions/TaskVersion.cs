namespace Microsoft.DurableTask;

/// <summary>The version of a task. Compared without case; empty means none.</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    private readonly string? _version;

    /// <summary>A version as text; null or empty for none.</summary>
    /// <exception cref="ArgumentException">The text is blank and not empty.</exception>
    public TaskVersion(string? version)
    {
        if (version is { Length: > 0 } && string.IsNullOrWhiteSpace(version))
            throw new ArgumentException("A version must not be blank. Give null or an empty text for none.", nameof(version));
        _version = version;
    }

    /// <summary>The version as it was given; empty for none.</summary>
    public string Version => _version ?? string.Empty;

    /// <summary>Gives the plain text.</summary>
    public static implicit operator string(TaskVersion value) => value.Version;

    /// <summary>Takes a plain text as a version; null gives none.</summary>
    public static implicit operator TaskVersion(string? value) => new(value);

    /// <summary>Compares without case.</summary>
    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    /// <summary>Compares without case.</summary>
    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version);

    /// <summary>Numbered versions by their numbers, others by their letters without case; none comes before any.</summary>
    internal static int Compare(string left, string right)
    {
        if (string.IsNullOrWhiteSpace(left) || string.IsNullOrWhiteSpace(right))
            return (string.IsNullOrWhiteSpace(left) ? 0 : 1) - (string.IsNullOrWhiteSpace(right) ? 0 : 1);
        return System.Version.TryParse(left, out var a) && System.Version.TryParse(right, out var b)
            ? a.CompareTo(b)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
