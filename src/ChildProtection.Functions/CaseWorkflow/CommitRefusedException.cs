namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// A decision can never be recorded: it breaks a limit of the store, as the app's own checks or the service say. Trying again would end the
/// same.
/// </summary>
public sealed class CommitRefusedException(string message, Exception inner) : Exception(message, inner);
