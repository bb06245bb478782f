namespace ChildProtection.Functions.Platform.Bus;

/// <summary>The bus cannot be reached or refuses work for now. Nothing is wrong with what was to be sent: try again.</summary>
public sealed class BusUnavailableException(string message, Exception inner) : Exception(message, inner);
