using System.Globalization;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Agencies;

/// <summary>
/// Enters agencies' messages in the access log: events before they are raised, and refusals. A message that cannot be logged is left.
/// </summary>
public sealed class AgencyLog(AccessLog log, LocalDays days)
{
    private const string Section = "TakeAgencyEvent";

    internal Task RaisedAsync(AgencyMessage message, StoredCase stored, CancellationToken cancellationToken) =>
        AppendAsync(
            message.Agency,
            message.Number,
            AccessKind.Write,
            Redrive(message),
            stored.State.CaseId,
            stored.State.Team,
            message.Type.Name,
            cancellationToken);

    internal Task OpenedAsync(AgencyMessage message, string caseId, CancellationToken cancellationToken) =>
        AppendAsync(message.Agency, message.Number, AccessKind.Write, Redrive(message), caseId, null, message.Type.Name, cancellationToken);

    /// <summary>By the case in the message's session, which need not exist.</summary>
    internal Task RefusedAsync(ServiceBusReceivedMessage message, string reason, CancellationToken cancellationToken)
    {
        var agency = message.ApplicationProperties.GetValueOrDefault(BusNames.AgencyProperty) as string;
        var caseId = Guid.TryParseExact(message.SessionId, "D", out var id) ? id.ToString("D") : null;
        return AppendAsync(
            AgencyCodes.IsPartner(agency) ? agency! : "unknown",
            message.SequenceNumber,
            AccessKind.Refused,
            reason,
            caseId,
            null,
            null,
            cancellationToken);
    }

    /// <summary>An event that staff sent again does not stand in the log as the agency's alone.</summary>
    private static string? Redrive(AgencyMessage message) => message.Redriven is not [.., var last] ? null
        : last.AgreedBy is null ? $"sent again by {last.By}"
        : $"corrected and sent again by {last.By}, agreed by {last.AgreedBy}";

    private Task AppendAsync(
        string agency,
        long number,
        AccessKind kind,
        string? reason,
        string? caseId,
        string? team,
        string? type,
        CancellationToken cancellationToken
    ) =>
        log.AppendAsync(
            new AccessEntry
            {
                At = days.Now,
                Subject = AgencyAccounts.Of(agency),
                Role = nameof(Role.Agency),
                Agency = agency,
                CaseId = caseId,
                Team = team,
                Section = Section,
                Event = type,
                Kind = kind,
                Reason = reason,
                InvocationId = string.Create(CultureInfo.InvariantCulture, $"message{number}"),
            },
            1,
            cancellationToken);
}
