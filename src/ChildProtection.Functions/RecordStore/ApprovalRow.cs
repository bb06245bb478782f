using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// An approval: <c>approval-{n}</c> in the case's partition is the truth, and a row in <c>Approvals</c> shows it to the deciding team.
/// There the open ones come first, the longest waiting before the others; a decided one moves behind them and stays.
/// </summary>
internal static class ApprovalRow
{
    public const string OpenPrefix = "open-";

    /// <summary>Sorts after <see cref="OpenPrefix"/>.</summary>
    public const string PastPrefix = "past-";

    /// <summary>How much of a reason this row keeps, so that a page of a list stays small.</summary>
    public const int MostReason = 4000;

    /// <summary>The fields of events that hold a reason: a decision on an approval, and the signature or return of an assessment.</summary>
    private static readonly string[] ReasonFields = ["reason", "comment"];

    /// <param name="caseId">The case.</param>
    /// <param name="team">Its team, which decides on it unless the approval says another.</param>
    /// <param name="approval">The approval's present state.</param>
    /// <param name="words">The data of the event that decided, when one did.</param>
    public static StoredApproval Stored(string caseId, string team, Approval approval, JsonObject? words) => new()
    {
        Id = new ApprovalId(caseId, approval.Number),
        Team = approval.DecidingTeam ?? team,
        Approval = approval,
        Reason = approval.Decision is null ? null : ReasonIn(words),
    };

    public static TableEntity New(StoredApproval stored) =>
        Fill(TableRows.New(stored.Id.CaseId, CaseKeys.Approval(stored.Approval.Number)), stored);

    public static string Partition(string team) => TableKeys.Bounded(team);

    /// <param name="stored">The approval.</param>
    /// <param name="allowed">The allow-list of a restricted case.</param>
    public static TableEntity Line(StoredApproval stored, IReadOnlyList<string>? allowed)
    {
        var row = Fill(TableRows.New(Partition(stored.Team), LineKey(stored, stored.Approval.Status == ApprovalStatus.Open)), stored);
        RestrictionRow.Mark(row, allowed);
        return row;
    }

    /// <summary>The first key of approvals that wait since a moment or later; earlier keys wait longer.</summary>
    public static string OpenUntil(DateTimeOffset moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{OpenPrefix}{moment.UtcDateTime:yyyyMMddTHHmmssZ}");

    /// <summary>Where a team's list has it while it is open.</summary>
    public static (string Partition, string Row) OpenLine(StoredApproval stored, string team) =>
        (Partition(team), LineKey(stored, open: true));

    public static StoredApproval Read(TableEntity row)
    {
        var approval = JsonSerializer.Deserialize<Approval>(LongText.Read(row, "Approval") ?? "", DomainJson.Record)
            ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} holds no approval; it was altered outside the app.");
        return new StoredApproval
        {
            Id = new ApprovalId(row.Need("CaseId"), approval.Number),
            Team = row.Need("Team"),
            Approval = approval,
            Reason = row.GetString("Reason"),
        };
    }

    private static TableEntity Fill(TableEntity row, StoredApproval stored)
    {
        row["CaseId"] = stored.Id.CaseId;
        row["Team"] = stored.Team;
        row["Status"] = stored.Approval.Status.ToString();
        row["Reason"] = stored.Reason;
        LongText.Write(row, "Approval", JsonSerializer.Serialize(stored.Approval, DomainJson.Record));
        return row;
    }

    private static string LineKey(StoredApproval stored, bool open) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(open ? OpenPrefix : PastPrefix)}{stored.Approval.RequestedAt.UtcDateTime:yyyyMMddTHHmmssZ}"
            + $"-{stored.Id.CaseId}-{stored.Approval.Number:D5}"
        );

    private static string? ReasonIn(JsonObject? words)
    {
        var reason = ReasonFields.Select(field => words?[field]?.GetValue<string>()).FirstOrDefault(text => text is not null);
        if (reason is null or { Length: <= MostReason })
            return reason;
        return reason[..(char.IsHighSurrogate(reason[MostReason - 1]) ? MostReason - 1 : MostReason)] + "…";
    }
}
