using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The part of the dead letters that the disposal of a record needs.</summary>
public interface IDeadLetters
{
    /// <summary>
    /// Takes out for good every letter about one of <paramref name="subjects"/>: case ids, and children as messages name them.
    /// </summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    Task RemoveAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);
}
