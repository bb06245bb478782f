using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>Cases of several sorts, and the ways in which their lists are spoilt and made again.</summary>
internal static class SpoiltLists
{
    private static readonly DateTimeOffset Decided = new(2026, 2, 3, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly On = new(2026, 2, 3);

    /// <summary>
    /// One referred, one escalated with an approval, one being assessed, one closed, one of the closed one's child, and one restricted.
    /// </summary>
    public static async Task<IReadOnlyList<StoredStory>> OpenAsync(StoreFixture store)
    {
        StoredStory[] cases = [.. Enumerable.Range(0, 6).Select(number => number == 4 ? store.NewStory("south") : store.NewStory())];
        foreach (var story in cases)
        {
            await story.OpenAsync();
            await story.Projection.PublishAllAsync(story.CaseId, default);
        }

        while (cases[1].State!.Approvals.Count == 0)
            await DecideAsync(cases[1]);
        await RaiseAsync(cases[2], "assess", """{ "outcome": "assess" }""");
        await RaiseAsync(cases[3], "nfa", """{ "outcome": "noFurtherAction", "reason": "none" }""");
        var restrictions = new CaseRestrictions(store.Tables, cases[5].Projection, new CaseInbox(store.Tables));
        await restrictions.PutAsync(cases[5].CaseId, new Restriction
        {
            Category = RestrictionCategory.StaffFamily,
            Reason = "a colleague's child",
            Approver = "sm.1",
            ApprovedAt = Decided,
            ReviewOn = new DateOnly(2026, 5, 4),
            Allowed = ["mgr.9"],
        }, new RestrictionChange(new StoredActor("sm.1", null, Role.ServiceManager, null), Decided, On), default);
        return cases;
    }

    public static async Task RaiseAsync(StoredStory story, string key, string decision)
    {
        await story.RaiseAsync(
            StoredStory.Request(key, On, System.Text.Json.JsonSerializer.Deserialize<ReferralDecision>(decision, DomainJson.Record)!),
            Decided);
        await story.Projection.PublishAllAsync(story.CaseId, default);
    }

    /// <summary>Everything that still can happen to a case by itself, published step by step.</summary>
    public static async Task DecideAsync(StoredStory story)
    {
        var next = story.State!.NextCheckpoint()!;
        await story.DecideAsync(next, next.At);
        await story.Projection.PublishAllAsync(story.CaseId, default);
    }

    /// <summary>Of every table's rows a third is deleted, a third falsified, and lines of cases that never were are added.</summary>
    public static async Task SpoilAsync(CaseTables tables)
    {
        foreach (var table in tables.Lists)
        {
            var number = 0;
            foreach (var row in await table.QueryAsync<TableEntity>().ToListAsync())
            {
                switch (number++ % 3)
                {
                    case 0:
                        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
                        break;
                    case 1:
                        await FalsifyAsync(table, row);
                        break;
                }

                var gone = new TableEntity(row.PartitionKey, row.RowKey + "-0")
                {
                    ["CaseId"] = "00000000-0000-5000-8000-000000000000",
                    ["Status"] = "Open",
                };
                await table.UpsertEntityAsync(gone);
            }
        }

        // A child's reservation for a case that never came, and one that names another child's case.
        var other = await tables.Index.QueryAsync<TableEntity>("RowKey eq 'case'").FirstAsync();
        await tables.Index.UpsertEntityAsync(
            new TableEntity("child-nobody", "case")
            {
                ["CaseId"] = "00000000-0000-5000-8000-000000000000",
                ["Open"] = true,
                ["PreviousPlans"] = 0,
            });
        await tables.Index.UpsertEntityAsync(
            new TableEntity("child-somebody", "case")
            {
                ["CaseId"] = other.GetString("CaseId"),
                ["Open"] = true,
                ["PreviousPlans"] = 7,
            });
    }

    /// <summary>The whole operation, and each page twice, as when the process ended before it was told that the page was done.</summary>
    public static async Task<OperationProgress> RebuildAsync(CaseTables tables)
    {
        var operation = new Rebuild(
            tables,
            new ProjectionRebuild(tables, NullLogger<ProjectionRebuild>.Instance),
            new OrphanedRowCleanup(tables, NullLogger<OrphanedRowCleanup>.Instance),
            NullLogger<Rebuild>.Instance);
        var progress = new OperationProgress { Step = Rebuild.Steps[0], StartedAt = Decided, StartedBy = "admin.1" };
        while (!progress.IsDone)
        {
            await operation.RebuildPage(progress, default);
            progress = progress.After(await operation.RebuildPage(progress, default), Rebuild.Steps);
        }

        return progress;
    }

    private static async Task FalsifyAsync(TableClient table, TableEntity row)
    {
        foreach (var property in row.Keys.Where(name => name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")).ToArray())
            row[property] = row[property] switch
            {
                string => "00000000-0000-5000-8000-000000000000",
                bool value => !value,
                int value => value + 1,
                var value => value,
            };
        row["Invented"] = 1;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }
}
