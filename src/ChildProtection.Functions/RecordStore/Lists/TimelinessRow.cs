using System.Globalization;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>How one deadline ended: partition = month of its due date and measure.</summary>
internal static class TimelinessRow
{
    public static TableEntity New(string caseId, Deadline deadline)
    {
        var month = deadline.DueOn.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var row = TableRows.New($"{month}-{deadline.Kind}", $"{caseId}-{deadline.Id}");
        row["CaseId"] = caseId;
        row["DeadlineId"] = deadline.Id;
        row["Kind"] = deadline.Kind;
        row["AnchorOn"] = deadline.Anchor.On.Iso();
        row["DueOn"] = deadline.DueOn.Iso();
        row["Status"] = deadline.Status.ToString();
        row["MetOn"] = deadline.MetOn?.Iso();
        row["DaysLate"] = deadline.DaysLate;
        return row;
    }
}
