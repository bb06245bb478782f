namespace ChildProtection.Functions.Operations;

/// <param name="Cursor">The last finished partition; null after the last of the table. A row's key may hold a name, so no cursor is
/// made of one.</param>
/// <param name="Looked">Rows checked.</param>
/// <param name="Changed">Rows written or removed.</param>
/// <param name="PassedOver">Cases and lines that could not be dealt with; the log names them.</param>
public sealed record OperationPage(string? Cursor, int Looked, int Changed, int PassedOver = 0);
