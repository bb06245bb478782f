using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>What mail holds about a case, which goes with the case's record.</summary>
public sealed class MailRecords(MailStore store, MailFolder folder, CaseTables tables)
{
    public async Task RemoveAsync(string caseId, CancellationToken cancellationToken)
    {
        await store.RemoveCaseAsync(caseId, cancellationToken);
        await folder.RemoveAsync(caseId, cancellationToken);
    }

    /// <summary>
    /// Removes a mail whose case was destroyed while it was sent. Checked after the mail exists: the tombstone is written before a disposal
    /// removes mail, so one of the two sees the other.
    /// </summary>
    public async Task ForgetDisposedAsync(string caseId, CancellationToken cancellationToken)
    {
        if (folder.Path is null)
            return;
        if (await Tombstone.StandsForAsync(tables, caseId, cancellationToken))
            await RemoveAsync(caseId, cancellationToken);
    }
}
