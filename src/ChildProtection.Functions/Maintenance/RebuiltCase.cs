namespace ChildProtection.Functions.Maintenance;

/// <param name="Lines">How many lines the case has in the lists.</param>
/// <param name="PassedOver">How many could not be written; the log names the case.</param>
public sealed record RebuiltCase(int Lines, int PassedOver);
