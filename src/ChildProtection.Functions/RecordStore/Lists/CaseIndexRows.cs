using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>
/// The ways by which a case is found, each a row that shows it in a list; and the list of cases that are still in motion.
/// </summary>
internal static class CaseIndexRows
{
    public const int OpenPartitions = 16;

    public static string Team(string team) => "team-" + TableKeys.Safe(team);

    public static string Worker(string worker) => "worker-" + TableKeys.Safe(worker);

    public static string Reference(string reference) => "reference-" + TableKeys.Safe(reference.ToUpperInvariant());

    /// <summary>
    /// Names are spread over partitions by their first character; a prefix of at least one character finds its partition.
    /// </summary>
    public static string Name(string name) => "name-" + TableKeys.Safe(Fold(name)[..1]);

    public static string NameKey(string name) => TableKeys.Safe(Fold(name));

    public static string Open(int partition) => string.Create(CultureInfo.InvariantCulture, $"open-{partition:x}");

    public static IEnumerable<TableEntity> Of(StoredCase stored)
    {
        var id = stored.State.CaseId;
        yield return New(Team(stored.State.Team), id, stored);
        if (stored.State.LeadSocialWorker is { } worker)
            yield return New(Worker(worker), id, stored);
        if (stored.Family is { } family)
            yield return New("family-" + TableKeys.Safe(family), id, stored);
        yield return New(Reference(stored.Reference), id, stored);
        yield return New(Name(stored.FamilyName), $"{NameKey(stored.FamilyName + " " + stored.GivenName)}~{id}", stored);
        if (!stored.State.Finished)
            yield return New(OpenPartition(id), id, stored);
    }

    /// <summary>Rows that must not be there any more.</summary>
    public static IEnumerable<(string Partition, string Key)> Obsolete(StoredCase stored, string? formerWorker)
    {
        if (formerWorker is not null && formerWorker != stored.State.LeadSocialWorker)
            yield return (Worker(formerWorker), stored.State.CaseId);
        if (stored.State.Finished)
            yield return (OpenPartition(stored.State.CaseId), stored.State.CaseId);
    }

    public static CaseListItem Read(TableEntity row) => new()
    {
        CaseId = row.Need("CaseId"),
        Reference = row.Need("Reference"),
        ChildName = row.Need("ChildName"),
        State = row.NeedEnum<CaseStage>("Stage"),
        Team = row.Need("Team"),
        LeadSocialWorker = row.GetString("Worker"),
        NextCheckpointAt = row.GetDateTimeOffset("NextCheckpointAt"),
    };

    private static string OpenPartition(string caseId) => "open-" + caseId[..1];

    private static string Fold(string name) => name.Trim().ToUpperInvariant();

    private static TableEntity New(string partition, string key, StoredCase stored)
    {
        var row = TableRows.New(partition, key);
        row["CaseId"] = stored.State.CaseId;
        row["Reference"] = stored.Reference;
        row["ChildName"] = stored.ChildName;
        row["Stage"] = stored.State.Stage.ToString();
        row["Team"] = stored.State.Team;
        row["Worker"] = stored.State.LeadSocialWorker;
        row["NextCheckpointAt"] = stored.State.NextCheckpointAt;
        RestrictionRow.Mark(row, stored.RestrictedTo);
        return row;
    }
}
