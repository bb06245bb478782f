using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access;

/// <summary>An entry of the access log. Of a hidden case it says who touched it and when alone.</summary>
internal sealed record AccessEntryView(
    DateTime At,
    string Subject,
    string? Name,
    string? Role,
    string? Agency,
    string? CaseId,
    string? Team,
    string? Section,
    string? Event,
    AccessKind? Kind,
    string? Reason,
    bool? OwnAllocation,
    int? Result,
    string? Source,
    string? Session,
    IReadOnlyList<string> Asked,
    IReadOnlyList<string> Returned) : IAboutCase
{
    /// <param name="entry">The entry.</param>
    /// <param name="pseudonym">In place of the case's id.</param>
    public static AccessEntryView OfHidden(AccessEntry entry, string pseudonym) =>
        new(
            entry.At.UtcDateTime, entry.Subject, entry.Name, null, null, pseudonym, null, null, null, null, null, null, null, null, null,
            [], []);

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
