using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access;

/// <summary>An entry of the access log.</summary>
internal sealed record AccessEntryView(
    DateTime At,
    string Subject,
    string? Name,
    string Role,
    string? Agency,
    string? CaseId,
    string? Team,
    string Section,
    string? Event,
    AccessKind Kind,
    string? Reason,
    bool? OwnAllocation,
    int? Result,
    string? Source,
    string? Session,
    IReadOnlyList<string> Asked,
    IReadOnlyList<string> Returned) : IAboutCase
{
    public static AccessEntryView Of(AccessEntry entry) =>
        new(
            entry.At.UtcDateTime,
            entry.Subject,
            entry.Name,
            entry.Role,
            entry.Agency,
            entry.CaseId,
            entry.Team,
            entry.Section,
            entry.Event,
            entry.Kind,
            entry.Reason,
            entry.OwnAllocation,
            entry.Result,
            entry.Source,
            entry.Session,
            entry.Asked,
            entry.Returned);
}
