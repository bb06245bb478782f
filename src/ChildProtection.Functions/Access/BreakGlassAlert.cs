using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Notifies the manager of the case's team of an emergency access, once per reader, case and local day. The message is stored before the
/// reader gets an answer; while the bus is away the sweep sends it later.
/// </summary>
internal sealed partial class BreakGlassAlert(CaseTables tables, CasePublisher projection, ILogger<BreakGlassAlert> logger)
{
    /// <exception cref="StorageUnavailableException">The message is not stored, so the reader must not get an answer.</exception>
    public async Task RaiseAsync(StoredCase stored, Caller reader, Role role, DateOnly on, DateTimeOffset now)
    {
        var caseId = stored.State.CaseId;
        var who = TableKeys.Sha256(reader.Subject)[..32];
        var outbox = Outbox.OfMessages(caseId, string.Create(CultureInfo.InvariantCulture, $"glass-{on:yyyyMMdd}-{who}"));
        NotificationOutbox.Write(
            outbox,
            [
                new StoredNotification
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{caseId}:glass:{on:yyyy-MM-dd}:{who}"),
                    CaseId = caseId,
                    At = now,
                    Kind = NotificationKinds.GlassBroken.Name,
                    Role = RoleCodes.TeamManager,
                    Team = stored.State.Team,
                    Data = System
                        .Text.Json.JsonSerializer.SerializeToNode(
                            new GlassBrokenNotice
                            {
                                Child = stored.State.Child.LocalId,
                                Reader = reader.Subject,
                                ReaderRole = role,
                                On = on,
                                FirstReadAt = now,
                            },
                            DomainJson.Record
                        )!
                        .AsObject(),
                },
            ]);
        await tables.Pending.PutAsync(Outbox.Pending(outbox), CancellationToken.None);
        await tables.Cases.TryAddAsync(outbox, CancellationToken.None);
        try
        {
            await projection.PublishAsync(outbox, CancellationToken.None);
        }
        catch (BusUnavailableException exception)
        {
            LeftToSweep(caseId, exception.Message);
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning, "Case {CaseId}: notice of an emergency access not sent; the sweep sends it later: {Reason}",
        EventName = "GlassAlertLeftToSweep")]
    private partial void LeftToSweep(string caseId, string reason);
}
