namespace ChildProtection.Functions.Platform.Tables;

/// <summary>
/// Table storage cannot be reached or refuses work for now (408, 429, 5xx, network). The request itself is valid: try again.
/// </summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
