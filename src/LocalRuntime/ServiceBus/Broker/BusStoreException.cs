namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The broker's file cannot be opened, or holds something this build does not know.</summary>
/// <param name="message">What happened, to which file, and what to do.</param>
/// <param name="innerException">The store's own error.</param>
public sealed class BusStoreException(string message, Exception? innerException = null) : IOException(message, innerException);
