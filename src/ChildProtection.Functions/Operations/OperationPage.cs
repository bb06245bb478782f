namespace ChildProtection.Functions.Operations;

/// <param name="Cursor">The last partition that was done; null after the last of the table. A row's key may hold a name, so no cursor is
/// made of one.</param>
/// <param name="Looked">Lines looked at.</param>
/// <param name="Changed">Lines written or removed.</param>
/// <param name="PassedOver">Cases and lines that could not be dealt with; the log names them.</param>
public sealed record OperationPage(string? Cursor, int Looked, int Changed, int PassedOver = 0);
