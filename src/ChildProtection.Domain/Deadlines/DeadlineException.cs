namespace ChildProtection.Domain.Deadlines;

/// <summary>A deadline was asked to do what its status does not allow, or to be opened from what makes no deadline.</summary>
public sealed class DeadlineException(string message) : Exception(message);
