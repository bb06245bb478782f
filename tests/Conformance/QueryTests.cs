using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class QueryTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task GetAllInstances_ByPrefixAndStatus_PagesThroughAllOfThem()
    {
        var prefix = NewId("page");
        var all = Enumerable.Range(0, 25).Select(i => $"{prefix}-{i:00}").ToArray();
        await Task.WhenAll(all.Append($"other-{prefix}").Select(id =>
            Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.WaitForGo), new StartOrchestrationOptions(id))));
        await Task.WhenAll(all.Select(id => Client.StartedAsync(id)));
        await Client.TerminateInstanceAsync(all[7]);
        await Client.EndAsync(all[7]);

        var query = new OrchestrationQuery { InstanceIdPrefix = prefix, Statuses = [OrchestrationRuntimeStatus.Running], PageSize = 10 };
        var pages = new List<string[]>();
        await foreach (var page in Client.GetAllInstancesAsync(query).AsPages())
            pages.Add([.. page.Values.Select(static found => found.InstanceId)]);

        Assert.All(pages, static page => Assert.InRange(page.Length, 0, 10));
        Assert.Equal(all.Except([all[7]]), pages.SelectMany(static page => page).Order(StringComparer.Ordinal));
    }

    [EngineFact]
    public async Task GetAllInstances_ByTimeOfCreation_GivesThoseInside()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CommonFunctions.WaitForGo), new StartOrchestrationOptions(NewId("created")));
        var created = (await Client.StartedAsync(id)).CreatedAt;

        Assert.Equal([id], await Ids(new() { CreatedFrom = created.AddMinutes(-1), CreatedTo = created.AddMinutes(1) }));
        Assert.Empty(await Ids(new() { CreatedFrom = created.AddMinutes(1) }));
        Assert.Empty(await Ids(new() { CreatedTo = created.AddMinutes(-1) }));

        async Task<List<string>> Ids(OrchestrationQuery query)
        {
            var ids = new List<string>();
            await foreach (var found in Client.GetAllInstancesAsync(query with { InstanceIdPrefix = id }))
                ids.Add(found.InstanceId);
            return ids;
        }
    }
}
