using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The part of the dead letters that the disposal of a record and the sweep need.</summary>
public interface IDeadLetters
{
    /// <summary>
    /// Takes out for good every letter, and all that is known of sending one again, about one of <paramref name="subjects"/>: case ids,
    /// and children as messages name them.
    /// </summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    Task RemoveAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);

    /// <summary>Sends what is agreed and was not sent, and removes proposals whose letter is gone or another.</summary>
    Task ResumeAsync(CancellationToken cancellationToken);
}
