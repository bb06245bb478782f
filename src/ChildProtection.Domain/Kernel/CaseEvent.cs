namespace ChildProtection.Domain.Kernel;

/// <summary>
/// The data of one event type. Its properties are the one source of the interface's fields, their JSON Schema, their validation
/// and their documentation: <c>required</c> members must be given, every other may be left out.
/// </summary>
public abstract record CaseEvent;

/// <summary>An event that is stored and sent under a name of its own.</summary>
public interface INamedEvent
{
    /// <summary>Its name in JSON, in rows and on the bus. It never changes, whatever the record is called: stored data has it.</summary>
    static abstract string WireName { get; }
}
