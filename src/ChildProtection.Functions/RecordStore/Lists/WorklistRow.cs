using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>A line of a team's worklist. Its key begins with the due date and never moves, because a due date never does.</summary>
internal static class WorklistRow
{
    public static string Partition(string team) => TableKeys.Bounded(team);

    public static string Key(string caseId, Deadline deadline) => $"{deadline.DueOn.Iso()}-{caseId}-{deadline.Id}";

    public static TableEntity New(StoredCase stored, Deadline deadline)
    {
        var row = TableRows.New(Partition(stored.State.Team), Key(stored.State.CaseId, deadline));
        row["CaseId"] = stored.State.CaseId;
        row["Reference"] = stored.Reference;
        row["ChildName"] = stored.ChildName;
        row["Team"] = stored.State.Team;
        row["Worker"] = stored.State.LeadSocialWorker;
        row["DeadlineId"] = deadline.Id;
        row["Kind"] = deadline.Kind;
        row["Title"] = deadline.Title;
        row["DueOn"] = deadline.DueOn.Iso();
        row["ScheduleBy"] = deadline.ScheduleBy.Iso();
        row["Status"] = deadline.Status.ToString();
        row["Tier"] = deadline.Tier;
        RestrictionRow.Mark(row, stored.RestrictedTo);
        return row;
    }

    public static WorklistItem Read(TableEntity row) => new()
    {
        CaseId = row.Need("CaseId"),
        Reference = row.Need("Reference"),
        ChildName = row.Need("ChildName"),
        Team = row.Need("Team"),
        Worker = row.GetString("Worker"),
        DeadlineId = row.Need("DeadlineId"),
        Kind = row.Need("Kind"),
        Title = row.Need("Title"),
        DueOn = row.NeedDate("DueOn"),
        ScheduleBy = row.NeedDate("ScheduleBy"),
        Status = row.NeedEnum<DeadlineStatus>("Status"),
        Tier = row.GetInt32("Tier") ?? 0,
    };
}
