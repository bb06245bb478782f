using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.Worklists;
using static ChildProtection.Functions.Tests.Platform.Http.ViewShape;

namespace ChildProtection.Functions.Tests.Worklists;

/// <summary>The shape of a worklist's line in the contract.</summary>
public sealed class WorklistItemViewTests
{
    private static readonly DateOnly Today = new(2026, 4, 23);

    [Fact]
    public void WorklistItem_HasTheShapeOfTheContract() =>
        AssertShape(
            """
            {"caseId":"c1","reference":"r","childName":"n","team":"north","worker":null,"deadlineId":"icpc-1","kind":"icpc",
            "title":"t","dueOn":"2026-04-20","scheduleBy":"2026-04-20",
            "status":"overdue","daysLate":3,"tier":2}
            """,
            WorklistItemView.Of(
                new WorklistItem
                {
                    CaseId = "c1",
                    Reference = "r",
                    ChildName = "n",
                    Team = "north",
                    DeadlineId = "icpc-1",
                    Kind = "icpc",
                    Title = "t",
                    DueOn = new DateOnly(2026, 4, 20),
                    ScheduleBy = new DateOnly(2026, 4, 20),
                    Status = DeadlineStatus.Overdue,
                    Tier = 2,
                },
                Today));
}
