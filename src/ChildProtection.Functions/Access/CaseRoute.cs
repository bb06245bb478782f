using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChildProtection.Functions.Access;

/// <summary>Reads what the path names.</summary>
internal static class CaseRoute
{
    public const string Base = "/api";

    public static string Of(string caseId) => $"{Base}/cases/{caseId}";

    public static string OfEvent(string caseId, string eventId) => $"{Of(caseId)}/events/{Uri.EscapeDataString(eventId)}";

    /// <summary>The case's id as stored. A text that is no UUID names no case and must not reach the store as a key.</summary>
    /// <exception cref="ProblemException">It names no case.</exception>
    public static string CaseId(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id.ToString("D") : throw new ProblemException(UnknownCase());

    /// <summary>The case.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static async Task<StoredCase> FindCaseAsync(this CaseReader cases, string caseId, CancellationToken cancellation) =>
        await cases.FindAsync(CaseId(caseId), cancellation) ?? throw new ProblemException(UnknownCase());

    public static Problem UnknownCase() => Problems.NotFound("There is no such case, or you may not see it. Check the case id.");

    /// <summary>The last part of the path, unescaped: routing keeps an escaped slash, and a key may hold one.</summary>
    public static string LastPart(HttpRequest request, string routed)
    {
        if (!routed.Contains('%', StringComparison.Ordinal)
            || request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target)
            return routed;
        var path = target.Split('?')[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
