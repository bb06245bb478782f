namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>A signal could not be decided because of a fault in the software. The case itself is unharmed in the record store.</summary>
public sealed class CaseDecisionException(string message) : Exception(message);
