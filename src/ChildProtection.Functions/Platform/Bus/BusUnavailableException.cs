namespace ChildProtection.Functions.Platform.Bus;

/// <summary>The bus cannot be reached or refuses work for now. The message itself is valid: try again.</summary>
public sealed class BusUnavailableException(string message, Exception inner) : Exception(message, inner);
