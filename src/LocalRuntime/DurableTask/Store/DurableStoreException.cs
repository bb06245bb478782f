namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>The engine's file cannot be opened, read or written. Nothing that ended in this exception was acknowledged; a call may be repeated once the engine is healthy.</summary>
/// <param name="message">What happened, to which file, and what to do.</param>
/// <param name="innerException">The store's own error.</param>
public sealed class DurableStoreException(string message, Exception? innerException = null) : IOException(message, innerException);
