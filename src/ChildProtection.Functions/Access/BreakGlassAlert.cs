using System.Globalization;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Notifies the manager of the case's team of an emergency access, once per reader, case and local day. The message is stored before the
/// reader gets an answer.
/// </summary>
internal sealed class BreakGlassAlert(CaseMessages messages)
{
    /// <exception cref="StorageUnavailableException">The message is not stored, so the reader must not get an answer.</exception>
    public Task RaiseAsync(StoredCase stored, Caller reader, Role role, DateOnly on, DateTimeOffset now)
    {
        var (caseId, who) = (stored.State.CaseId, TableKeys.Sha256(reader.Subject)[..32]);
        var message = CaseMessages.Message(
            NotificationKinds.GlassBroken,
            caseId,
            string.Create(CultureInfo.InvariantCulture, $"glass:{on:yyyy-MM-dd}:{who}"),
            now,
            new Recipient(null, RoleCodes.TeamManager, stored.State.Team, null),
            new GlassBrokenNotice
            {
                Child = stored.State.Child.LocalId,
                Reader = reader.Subject,
                ReaderRole = role,
                On = on,
                FirstReadAt = now,
            });
        return messages.TellAsync(CaseMessages.Row(string.Create(CultureInfo.InvariantCulture, $"glass-{on:yyyyMMdd}-{who}"), message));
    }
}
