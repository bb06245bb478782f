namespace ChildProtection.Domain.Cases.Events;

/// <summary>
/// The data of one event type. Its properties are the one source of the interface's fields, their JSON Schema, their validation
/// and their documentation: <c>required</c> members must be given, every other may be left out.
/// </summary>
public abstract record CaseEvent;
