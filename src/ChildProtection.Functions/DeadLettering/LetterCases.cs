using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The cases that a letter is about, and who may therefore read it.</summary>
public sealed class LetterCases(CaseReader cases, CaseTables tables)
{
    /// <summary>None, one, or two where the bus and the envelope of a faulty letter name different ones.</summary>
    internal async Task<IReadOnlyList<StoredCase>> OfAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        List<StoredCase> found = [];
        foreach (var subject in letter.Subjects)
        {
            if (await CaseIdAsync(subject, cancellationToken) is { } caseId
                && found.All(one => one.State.CaseId != caseId)
                && await cases.FindAsync(caseId, cancellationToken) is { } stored)
                found.Add(stored);
        }

        return found;
    }

    /// <summary>
    /// The role in which a caller may read what the letter says: as a manager who may read each of its cases, and where it names none, as
    /// one who may read every case. Null without a right.
    /// </summary>
    internal static Role? Reader(Caller caller, IReadOnlyList<StoredCase> about)
    {
        var roles = RouteAccess.DeadLetterContent.Roles;
        if (about.Count == 0)
            return caller.Roles.Cast<Role?>().FirstOrDefault(role => role is Role.ServiceManager or Role.HeadOfService);
        var verdicts = about.Select(stored => CasePermissions.Read(caller, roles, stored)).ToArray();
        return verdicts.All(verdict => verdict is Granted) ? ((Granted)verdicts[0]).As : null;
    }

    /// <summary>The case that the letter will open once it is accepted; null when it opens none.</summary>
    internal static string? OpenedBy(DeadLetter letter) =>
        letter is { IsNotification: false, Agency: { } agency }
        && EventCatalogue.All.Any(type => type.Opens && letter.Text.Type == $"uk.childprotection.{type.Name}.v1")
        && letter.Text.Attribute("id") is { } id && IdempotencyKey.IsKey(id)
            ? CaseIds.Of(AgencyAccounts.Of(agency), id)
            : null;

    private async Task<string?> CaseIdAsync(string subject, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(subject, "D", out var caseId))
            return caseId.ToString("D");
        return subject.StartsWith(AgencyMessage.ChildPrefix, StringComparison.Ordinal)
            && subject[AgencyMessage.ChildPrefix.Length..] is var localId && LocalIds.Fault(localId) is null
                ? await ChildReservation.HolderAsync(tables.Index, localId, cancellationToken)
                : null;
    }
}
