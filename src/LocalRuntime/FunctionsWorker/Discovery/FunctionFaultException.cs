namespace ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

/// <summary>One function is not well formed; caught by discovery, which adds the function's name and goes on with the next.</summary>
internal sealed class FunctionFaultException(string message) : Exception(message);
