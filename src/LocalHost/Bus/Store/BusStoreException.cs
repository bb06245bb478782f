namespace LocalHost.Bus.Store;

/// <summary>The broker's file can't be opened or written, or holds something that this build does not know.</summary>
/// <param name="message">What happened, to which file, and what to do.</param>
/// <param name="innerException">The store's own error.</param>
internal sealed class BusStoreException(string message, Exception? innerException = null) : IOException(message, innerException);
