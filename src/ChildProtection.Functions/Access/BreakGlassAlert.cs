using System.Globalization;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Notifies the manager of the case's team of an emergency access, once per reader, case and local day, and again who should have answered.
/// The first message is stored before the reader gets an answer.
/// </summary>
public sealed class BreakGlassAlert(CaseMessages messages)
{
    /// <exception cref="StorageUnavailableException">The message is not stored, so the reader must not get an answer.</exception>
    internal Task RaiseAsync(EmergencyAccess access, StoredCase stored) =>
        TellAsync(access, stored, RoleCodes.TeamManager, NotificationKinds.GlassBroken, "", access.FirstAt);

    /// <summary>Reminds the manager of the case's present team.</summary>
    internal Task RemindAsync(EmergencyAccess access, StoredCase stored, DateTimeOffset now) =>
        TellAsync(access, stored, RoleCodes.TeamManager, NotificationKinds.GlassReminder, "-reminder", now);

    /// <summary>Tells the head of service that no manager has answered.</summary>
    internal Task EscalateAsync(EmergencyAccess access, StoredCase stored, DateTimeOffset now) =>
        TellAsync(access, stored, RoleCodes.HeadOfService, NotificationKinds.GlassEscalation, "-escalation", now);

    private Task TellAsync(
        EmergencyAccess access, StoredCase stored, string role, NotificationKind kind, string suffix, DateTimeOffset at)
    {
        var message = CaseMessages.Message(
            kind,
            access.CaseId,
            string.Create(CultureInfo.InvariantCulture, $"glass:{access.On:yyyy-MM-dd}:{EmergencyAccess.Digest(access.Reader)}{suffix}"),
            at,
            new Recipient(null, role, stored.State.Team, null),
            new GlassBrokenNotice
            {
                Child = stored.State.Child.LocalId,
                Reader = access.Reader,
                ReaderRole = access.ReaderRole,
                On = access.On,
                FirstReadAt = access.FirstAt,
            });
        return messages.TellAsync(CaseMessages.Row($"glass-{access.Id}{suffix}", message));
    }
}
