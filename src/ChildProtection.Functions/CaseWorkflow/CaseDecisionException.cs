namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>A software fault prevented the decision on a signal. The record store still has the case unharmed.</summary>
public sealed class CaseDecisionException(string message) : Exception(message);
