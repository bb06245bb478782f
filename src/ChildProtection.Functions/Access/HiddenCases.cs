using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Access;

/// <summary>
/// The log of a person who knows of a restricted case must not reveal it to others. An auditor sees that a hidden case was touched, by whom
/// and when, under a name that is always the same for one case and leads to none. Each case is looked at once a request.
/// </summary>
internal sealed class HiddenCases(CaseReader cases, AskedFor names, Caller reader)
{
    private readonly Dictionary<string, bool?> _known = new(StringComparer.Ordinal);

    private bool IsAuditor => reader.Roles.Contains(Role.Auditor);

    /// <summary>An unknown case is of no team, so that the log of a team does not show those that looked unknown either.</summary>
    public async ValueTask<bool> IsShownAsync(AccessEntry entry, CancellationToken cancellation) =>
        IsAuditor
        || entry.CaseId is not { } caseId
        || (LookedUnknown(entry) && TeamScope.IsAuthorityWide(reader))
        || !await IsHiddenAsync(caseId, cancellation);

    public async Task<AccessEntryView> ViewAsync(AccessEntry entry, CancellationToken cancellation)
    {
        if (entry.CaseId is { } asked && LookedUnknown(entry) && await MayKnowAsync(asked, cancellation) != true)
        {
            var pseudonym = await PseudonymAsync("unknown", asked, cancellation);
            return AccessEntryView.Of(entry with { CaseId = pseudonym, Team = null, OwnAllocation = null });
        }

        if (entry.CaseId is { } caseId && await IsHiddenAsync(caseId, cancellation))
            return AccessEntryView.OfHidden(entry, await PseudonymAsync("hidden", caseId, cancellation));
        var (returned, isWhole) = (new List<string>(), true);
        foreach (var shown in entry.Returned)
        {
            if (!await IsHiddenAsync(shown, cancellation))
            {
                returned.Add(shown);
                continue;
            }

            isWhole = false;
            if (IsAuditor)
                returned.Add(await PseudonymAsync("hidden", shown, cancellation));
        }

        // What a hidden case was found by would name it.
        return AccessEntryView.Of(entry with { Returned = returned, Asked = isWhole ? entry.Asked : [] });
    }

    /// <summary>
    /// Such an entry about a hidden case must look like that about none, and lead to no other entry. A refused message has no status.
    /// </summary>
    private static bool LookedUnknown(AccessEntry entry) =>
        entry is { Kind: AccessKind.Refused, Result: StatusCodes.Status404NotFound or null };

    private async Task<string> PseudonymAsync(string kind, string caseId, CancellationToken cancellation) =>
        kind + await names.HashAsync($"{kind}\n{caseId}", cancellation);

    private async ValueTask<bool> IsHiddenAsync(string caseId, CancellationToken cancellation) =>
        await MayKnowAsync(caseId, cancellation) == false;

    /// <summary>Null when there is no such case.</summary>
    private async ValueTask<bool?> MayKnowAsync(string caseId, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(caseId, out var known))
            _known[caseId] = known = await cases.MayKnowAsync(caseId, reader.AsReader, cancellation);
        return known;
    }
}
