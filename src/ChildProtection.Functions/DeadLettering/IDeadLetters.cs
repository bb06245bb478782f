using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The dead letters, as far as the disposal of a record needs them.</summary>
public interface IDeadLetters
{
    /// <summary>
    /// Takes out for good every letter about one of <paramref name="subjects"/>: case ids, and children as messages name them.
    /// </summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    Task RemoveAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);
}
