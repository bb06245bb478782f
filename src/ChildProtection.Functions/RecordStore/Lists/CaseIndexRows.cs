using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>The index rows of a case, each for one way to find it, and the list of open cases.</summary>
internal static class CaseIndexRows
{
    public const int OpenPartitions = 16;

    /// <summary>Open cases that nobody leads, of every team.</summary>
    public const string WithoutLead = "unallocated-all";

    public static string Team(string team) => "team-" + TableKeys.Bounded(team);

    public static string Worker(string worker) => "worker-" + TableKeys.Bounded(worker);

    public static string Family(string family) => "family-" + TableKeys.Bounded(LocalIds.Normalise(family));

    public static string Reference(string reference) => "reference-" + TableKeys.Bounded(reference.ToUpperInvariant());

    /// <summary>Every case that a child has or had.</summary>
    public static string LocalId(string localId) => "local-" + TableKeys.Bounded(LocalIds.Normalise(localId));

    /// <summary>Parts of names are spread over partitions by their first character, which every search has.</summary>
    public static string Word(NamePart part) => "word-" + TableKeys.Safe(part.Folded.EnumerateRunes().First().ToString());

    public static string WordKey(NamePart part, string caseId) => $"{part.Key}~{caseId}";

    public static string Open(int partition) => string.Create(CultureInfo.InvariantCulture, $"open-{partition:x}");

    public static IEnumerable<TableEntity> Of(StoredCase stored)
    {
        var id = stored.State.CaseId;
        yield return New(Team(stored.State.Team), id, stored);
        if (stored.State.LeadSocialWorker is { } worker)
            yield return New(Worker(worker), id, stored);
        if (stored.Family is { } family)
            yield return New(Family(family), id, stored);
        yield return New(Reference(stored.Reference), id, stored);
        yield return New(LocalId(stored.State.Child.LocalId), id, stored);
        foreach (var row in Words(stored))
            yield return row;
        if (!stored.State.Finished)
            yield return New(OpenPartition(id), id, stored);
        if (IsWithoutLead(stored.State))
            yield return Unallocated(stored);
    }

    /// <summary>Rows to remove.</summary>
    public static IEnumerable<(string Partition, string Key)> Obsolete(StoredCase stored, FormerPlace former)
    {
        if (former.Worker is { } worker && worker != stored.State.LeadSocialWorker)
            yield return (Worker(worker), stored.State.CaseId);
        if (former.TeamLeft(stored) is { } team)
            yield return (Team(team), stored.State.CaseId);
        if (former.Worker is null && !IsWithoutLead(stored.State))
            yield return (WithoutLead, stored.State.CaseId);
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

    private static bool IsWithoutLead(CaseState state) => state is { LeadSocialWorker: null, Stage: not CaseStage.Closed };

    private static TableEntity Unallocated(StoredCase stored)
    {
        var row = New(WithoutLead, stored.State.CaseId, stored);
        // States of before allocation was recorded know no day; the case has waited since its referral at most.
        row["Since"] = (stored.State.Allocation?.UnallocatedSince ?? stored.State.Referral.ReceivedOn).Iso();
        row["LastSeenOn"] = stored.State.Plan?.LastSeenOn?.Iso();
        return row;
    }

    private static string OpenPartition(string caseId) => "open-" + caseId[..1];

    /// <summary>One row for each part; the search compares the names themselves, as a long part's key is cut.</summary>
    private static IEnumerable<TableEntity> Words(StoredCase stored)
    {
        foreach (var part in NameParts.Of(stored.GivenName, stored.FamilyName).DistinctBy(part => part.Folded))
        {
            var row = New(Word(part), WordKey(part, stored.State.CaseId), stored);
            row["GivenName"] = stored.GivenName;
            row["FamilyName"] = stored.FamilyName;
            row["DateOfBirth"] = stored.State.Child.DateOfBirth?.Iso();
            yield return row;
        }
    }

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
