using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Holds;

/// <param name="SetBy">Account id.</param>
/// <param name="SetAs">The role that it was set in; null for a hold of an earlier release.</param>
/// <param name="SetAt">UTC.</param>
/// <param name="Reason">Why the record must be kept.</param>
/// <param name="LiftedBy">Account id; null while it holds.</param>
/// <param name="LiftedAt">UTC.</param>
/// <param name="LiftedReason">Why it need not any more.</param>
public sealed record LegalHold(
    string SetBy, Role? SetAs, DateTimeOffset SetAt, string Reason, string? LiftedBy, DateTimeOffset? LiftedAt, string? LiftedReason);

/// <summary>
/// Holds on a case's record. A held record is neither proposed for disposal nor disposed of. The case keeps every hold. A hold is written
/// together with the case's snapshot, so that a concurrent disposal either sees it or precedes it. Who had set a hold is told when another
/// lifts it, by a message that is stored with the lifting.
/// </summary>
public sealed class LegalHolds(CaseTables tables, CaseMessages messages)
{
    private const string Prefix = "hold-";

    /// <summary>How often a concurrent decision on the case may interfere before this fails.</summary>
    private const int Attempts = 10;

    /// <summary>All holds, the oldest first.</summary>
    public async Task<IReadOnlyList<LegalHold>> ListAsync(string caseId, CancellationToken cancellationToken)
    {
        List<LegalHold> holds = [];
        await foreach (var row in tables.Cases.RowsAsync(caseId, Prefix, cancellationToken))
            holds.Add(Read(row));
        return holds;
    }

    /// <summary>The present hold; null when the last one was lifted or none was set.</summary>
    public async Task<LegalHold?> StandingAsync(string caseId, CancellationToken cancellationToken) =>
        (await ListAsync(caseId, cancellationToken)).LastOrDefault(hold => hold.LiftedAt is null);

    /// <summary>Sets or lifts a hold. False when there is nothing to change; null when the record is being disposed of.</summary>
    public async Task<bool?> ChangeAsync(
        string caseId, bool held, string by, Role role, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken) is not { } snapshot || CaseRow.IsSealed(snapshot))
                return null;
            var standing = await StandingRowsAsync(caseId, cancellationToken);
            if (CaseRow.IsHeld(snapshot) == held && !(held && IsHigher(role, standing)))
                return false;
            var rows = held ? [New(caseId, by, role, reason, at)] : Lift(caseId, standing, by, reason, at);
            var others = held ? [] : rows.Where(row => row.Need("SetBy") != by);
            TableEntity[] told = [.. others.Select(row => Lifted(row, CaseRow.State(snapshot)))];
            CaseRow.SetHeld(snapshot, held);
            try
            {
                foreach (var message in told)
                    await messages.AnnounceAsync(message);
                await tables.Cases.WriteTogetherAsync(
                    [
                        new(TableTransactionActionType.UpdateReplace, snapshot, snapshot.ETag),
                        .. rows.Concat(told).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
                    ],
                    cancellationToken);
                foreach (var message in told)
                    await messages.SendAsync(message);
                return true;
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 or 404 && attempt < Attempts)
            {
                // Another writer changed the case between reading and writing: read again.
            }
        }
    }

    private static TableEntity Lifted(TableEntity hold, CaseState state)
    {
        var at = hold.NeedInstant("LiftedAt");
        var role = hold.GetString("SetAs") == nameof(Role.HeadOfService) ? RoleCodes.HeadOfService : RoleCodes.ServiceManager;
        return CaseMessages.Row(
            $"{hold.RowKey}-lifted",
            CaseMessages.Message(
                NotificationKinds.LegalHoldLifted,
                hold.PartitionKey,
                $"{hold.RowKey}:lifted",
                at,
                new Recipient(null, role, state.Team, hold.Need("SetBy")),
                new LegalHoldLiftedNotice { Child = state.Child.LocalId, By = hold.Need("LiftedBy"), LiftedAt = at }));
    }

    private static TableEntity New(string caseId, string by, Role role, string reason, DateTimeOffset at)
    {
        var row = TableRows.New(caseId, Prefix + at.UtcDateTime.ToString("yyyyMMddTHHmmssfffffff", CultureInfo.InvariantCulture));
        row["SetBy"] = by;
        row["SetAs"] = role.ToString();
        row["SetAt"] = at;
        row["Reason"] = reason;
        return row;
    }

    /// <summary>A head of service may add a hold to one of a lower rank, which a lower rank then does not lift.</summary>
    private static bool IsHigher(Role role, IReadOnlyList<TableEntity> standing) =>
        role == Role.HeadOfService && standing.All(row => row.GetString("SetAs") != nameof(Role.HeadOfService));

    private async Task<IReadOnlyList<TableEntity>> StandingRowsAsync(string caseId, CancellationToken cancellationToken)
    {
        List<TableEntity> standing = [];
        await foreach (var row in tables.Cases.RowsAsync(caseId, Prefix, cancellationToken))
        {
            if (row.GetString("LiftedBy") is null)
                standing.Add(row);
        }

        return standing;
    }

    private static IReadOnlyList<TableEntity> Lift(
        string caseId, IReadOnlyList<TableEntity> standing, string by, string reason, DateTimeOffset at)
    {
        if (standing.Count == 0)
            throw new InvalidDataException(
                $"Case {caseId} is held, but the row of its hold is missing; it was removed outside the app. "
                + "Restore it from a backup.");
        foreach (var row in standing)
            (row["LiftedBy"], row["LiftedAt"], row["LiftedReason"]) = (by, at, reason);
        return standing;
    }

    private static LegalHold Read(TableEntity row) =>
        new(
            row.Need("SetBy"),
            row.GetString("SetAs") is { } role ? Enum.Parse<Role>(role) : null,
            row.NeedInstant("SetAt"),
            row.Need("Reason"),
            row.GetString("LiftedBy"),
            row.GetDateTimeOffset("LiftedAt"),
            row.GetString("LiftedReason"));
}
