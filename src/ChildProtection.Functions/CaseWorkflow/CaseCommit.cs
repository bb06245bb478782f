using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Telemetry;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The outcome of a commit.</summary>
public enum CommitStatus
{
    /// <summary>The decision is recorded.</summary>
    Written,

    /// <summary>An earlier attempt at the same signal recorded it: continue.</summary>
    AlreadyWritten,

    /// <summary>The event was decided earlier: drop the new state.</summary>
    Duplicate,

    /// <summary>The record store and the orchestration differ: continue from the snapshot, with the same signal.</summary>
    Stale,
}

/// <param name="Status">The outcome.</param>
/// <param name="Snapshot">The stored state (JSON), for <see cref="CommitStatus.Stale"/>.</param>
/// <param name="TraceParent">The signal's span, for the next steps; null without tracing. It affects no decision.</param>
public sealed record CommitResult(
    CommitStatus Status, [property: JsonConverter(typeof(NestedJson))] string? Snapshot = null, string? TraceParent = null)
{
    /// <summary>
    /// Whether lists and notifications are published as well. False in results of earlier releases, which published by a separate activity.
    /// </summary>
    public bool Published { get; init; }

    /// <summary>The decision to publish, where this attempt wrote it. It stays within the activity.</summary>
    internal Unpublished? Unpublished { get; init; }

    /// <summary>The decision to publish; none where the signal was decided earlier.</summary>
    internal Accepted? Of(Decision decision) => Status == CommitStatus.Duplicate ? null : decision as Accepted;
}

/// <summary>A stored decision.</summary>
/// <param name="Outbox">Its outbox row.</param>
/// <param name="Case">The case's snapshot, with its version.</param>
internal sealed record Unpublished(TableEntity Outbox, TableEntity Case);

/// <summary>
/// Records one decision in one entity group transaction on the case's partition: snapshot, fact, plan version, the event's result and an
/// outbox row, which carries the deadlines and approvals; conditional on the versions that were read. Doing it twice does it once.
/// </summary>
public sealed class CaseCommit(CaseTables tables)
{
    /// <summary>How often another writer may interfere before this fails.</summary>
    private const int Attempts = 5;

    /// <exception cref="CommitRefusedException">It can never be recorded.</exception>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    public async Task<CommitResult> CommitAsync(string caseId, CaseSignal signal, Decision decision, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return decision switch
                {
                    Accepted accepted => await AcceptAsync(caseId, signal, accepted, cancellationToken),
                    Rejected rejected => await RejectAsync(caseId, signal, rejected, cancellationToken),
                    _ => throw new ArgumentException(
                        $"A decision of type {decision.GetType().Name} cannot be recorded. Add it to {nameof(CaseCommit)}.",
                        nameof(decision)),
                };
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 && attempt < Attempts)
            {
                // Another writer changed the case between reading and writing: read again.
            }
            catch (Exception exception) when (RowFaults.IsRefused(exception))
            {
                throw new CommitRefusedException($"The decision cannot be recorded: {RowFaults.Reason(exception)}", exception);
            }
        }
    }

    private async Task<CommitResult> AcceptAsync(string caseId, CaseSignal signal, Accepted decision, CancellationToken cancellationToken)
    {
        var signalKey = CaseKeys.Signal(signal);
        var snapshot = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken);
        CaseTraces.LinkTo(snapshot);
        var inbox = signal is TimedSignal ? null : await NeedInboxAsync(caseId, signalKey, cancellationToken);
        var next = decision.State.Sequence;
        var stored = snapshot is null ? 0 : CaseRow.Sequence(snapshot);
        if (stored >= next)
        {
            var fact = await tables.Cases.FindAsync(caseId, CaseKeys.Fact(next), cancellationToken);
            if (fact?.GetString("SignalKey") == signalKey)
                return new CommitResult(CommitStatus.AlreadyWritten);
        }

        if (inbox is not null && !EventRow.IsPending(inbox))
            return new CommitResult(
                stored == next - 1 ? CommitStatus.Duplicate : CommitStatus.Stale, snapshot is null ? null : CaseRow.StateJson(snapshot));
        if (stored != next - 1)
            return new CommitResult(CommitStatus.Stale, CaseRow.StateJson(snapshot ?? throw Lost(caseId, next)));
        var unpublished = await WriteAsync(caseId, signal, snapshot, inbox, decision, cancellationToken);
        return new CommitResult(CommitStatus.Written) { Unpublished = unpublished };
    }

    private async Task<Unpublished> WriteAsync(
        string caseId, CaseSignal signal, TableEntity? snapshot, TableEntity? inbox, Accepted decision, CancellationToken cancellationToken)
    {
        var signalKey = CaseKeys.Signal(signal);
        var before = snapshot is null ? null : CaseRow.State(snapshot);
        var moved = before is not null && before.Team != decision.State.Team;
        var changes = CaseChanges.Of(caseId, decision, inbox is null ? null : EventRow.DataObject(inbox), moved);
        var fact = FactRow.New(
            caseId,
            decision.Fact,
            signalKey,
            inbox,
            snapshot?.Need("LastHash") ?? FactRow.NoHash,
            FactWitness.Of(caseId, decision.State, changes));
        // What publishing could never write is refused now, while the event can still be told so.
        foreach (var row in changes.Rows(caseId))
            RowLimits.Check(row);
        var outbox = Outbox.New(caseId, changes, inbox, before?.LeadSocialWorker, moved ? before!.Team : null);
        NotificationOutbox.Write(outbox, decision, CaseNotifications.Of(before, signal, decision));
        if (inbox is null)
            await tables.Pending.PutAsync(Outbox.Pending(outbox), cancellationToken);
        var written = Snapshot(caseId, snapshot, before, inbox, decision, fact.Need("Hash"));
        List<TableTransactionAction> actions =
        [
            snapshot is null
                ? new(TableTransactionActionType.Add, written)
                : new(TableTransactionActionType.UpdateReplace, written, snapshot.ETag),
            new(TableTransactionActionType.Add, fact),
            new(TableTransactionActionType.Add, outbox),
        ];
        if (decision.PlanVersion is { } version)
            actions.Add(new(TableTransactionActionType.Add, PlanRow.New(caseId, version, signalKey, decision.Fact.RecordedAt)));
        if (inbox is not null)
            actions.Add(new(TableTransactionActionType.UpdateMerge, EventRow.Accepted(inbox, decision), inbox.ETag));
        written.ETag = await tables.Cases.WriteTogetherAsync(actions, cancellationToken);
        return new Unpublished(outbox, written);
    }

    private static TableEntity Snapshot(
        string caseId, TableEntity? snapshot, CaseState? before, TableEntity? inbox, Accepted decision, string hash)
    {
        var row = snapshot ?? Opened(caseId, inbox!, decision);
        if (before is not null && before.LeadSocialWorker != decision.State.LeadSocialWorker)
            row["LeadSocialWorkerName"] = null;
        if (inbox is not null && LeadNameIn(inbox) is { } name)
            row["LeadSocialWorkerName"] = name;
        if (inbox is not null)
            CaseParties.Note(row, inbox);
        CaseRow.Write(row, decision.State, hash);
        CaseTraces.WriteTo(row);
        return row;
    }

    /// <summary>Names come from the stored referral; no signal carries them.</summary>
    private static TableEntity Opened(string caseId, TableEntity inbox, Accepted decision)
    {
        var referral = EventRow.DataObject(inbox);
        var child = referral["child"]!.AsObject();
        var row = TableRows.New(caseId, CaseKeys.Case);
        row["Reference"] = CaseReference.Of(caseId, decision.State.Referral.ReceivedOn);
        row["GivenName"] = child["givenName"]!.GetValue<string>();
        row["FamilyName"] = child["familyName"]!.GetValue<string>();
        row["Family"] = referral["family"]?.GetValue<string>();
        row["OpenedAt"] = decision.Fact.RecordedAt;
        row["ReferringAgency"] = inbox.GetString("Agency");
        return row;
    }

    private static string? LeadNameIn(TableEntity inbox) =>
        inbox.GetString("Type") == ConferenceHeld.WireName
        && EventRow.DataObject(inbox)["leadSocialWorker"] is JsonObject worker
            ? worker["name"]?.GetValue<string>()
            : null;

    private async Task<CommitResult> RejectAsync(string caseId, CaseSignal signal, Rejected decision, CancellationToken cancellationToken)
    {
        var inbox = await NeedInboxAsync(caseId, CaseKeys.Signal(signal), cancellationToken);
        if (!EventRow.IsPending(inbox))
            return new CommitResult(CommitStatus.Duplicate);
        var snapshot = await tables.Cases.FindAsync(caseId, CaseKeys.Case, cancellationToken);
        var stage = snapshot is null ? (CaseStage?)null : Enum.Parse<CaseStage>(snapshot.Need("Stage"));
        await tables.Cases.MergeAsync(EventRow.Rejected(inbox, decision, stage), inbox.ETag, cancellationToken);
        return new CommitResult(CommitStatus.Written);
    }

    private async Task<TableEntity> NeedInboxAsync(string caseId, string signalKey, CancellationToken cancellationToken)
    {
        var row =
            await tables.Cases.FindAsync(caseId, signalKey, cancellationToken)
            ?? throw new InvalidDataException(
                $"Case {caseId}: its inbox does not hold the signalled row {signalKey}; it was removed outside the app. "
                + "Restore it from a backup.");
        CaseTraces.LinkTo(row);
        return row;
    }

    private static InvalidDataException Lost(string caseId, long next) =>
        new($"Case {caseId} is at fact {next} in its orchestration, but has no snapshot in the record store. Restore the table Cases.");
}
