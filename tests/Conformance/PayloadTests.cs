using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask.Client;

namespace Conformance;

public abstract class PayloadTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task Input_OfAMegabyte_PassesThroughEveryHand()
    {
        var text = new string('x', 1 << 20);
        var id = await Client.StartAsync(nameof(PayloadFunctions.PassTextThroughEveryHand), text);
        await Client.RaiseEventAsync(id, "More", text);

        Assert.Equal(text + text, (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task Input_OfNull_IsTheTypesDefault()
    {
        var end = await Client.RunAsync(nameof(PayloadFunctions.TellMissingInput));

        Assert.Equal("nothing 0", end.Output());
        Assert.Null(end.SerializedInput);
    }

    [EngineFact]
    public async Task Records_WithNullsListsAndDates_PassThroughActivityEventAndResult()
    {
        var order = new Order("tea", null, [1, 2], new(2024, 2, 29), new(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(1)));
        var id = await Client.StartAsync(nameof(PayloadFunctions.PassOrderThroughEveryHand), order);
        await Client.RaiseEventAsync(id, "order", order with { Counts = [3] });

        var end = (await Client.EndAsync(id)).ReadOutputAs<Order>()!;

        Assert.Equal([1, 2, 3], end.Counts);
        Assert.Equal(order with { Counts = end.Counts }, end);
        Assert.Equal(order.At.Offset, end.At.Offset);
    }

    [EngineFact]
    public async Task CustomStatus_OfAlmostSixteenKilobytes_IsKept()
    {
        // Two bytes a character, and the quotes count as well.
        var end = await Client.RunAsync(nameof(PayloadFunctions.SetLongStatus), 8_000);

        Assert.Equal("done", end.Output());
        Assert.Equal(8_000, end.ReadCustomStatusAs<string>()!.Length);
    }

    [EngineFact]
    public async Task CustomStatus_OfMoreThanSixteenKilobytes_FailsTheOrchestration()
    {
        var end = await Client.RunAsync(nameof(PayloadFunctions.SetLongStatus), 8_200);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
    }

    [EngineFact]
    public async Task CustomStatus_OfNull_ClearsIt()
    {
        var end = await Client.RunAsync(nameof(PayloadFunctions.SetAndClearStatus));

        Assert.Null(end.ReadCustomStatusAs<string>());
    }

    [EngineFact]
    public async Task Event_WithAPayloadOfAnotherShape_FailsTheOneWhoAwaitsIt()
    {
        var id = await Client.StartAsync(nameof(PayloadFunctions.WaitForNumber));
        await Client.RaiseEventAsync(id, "Number", "no number");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Client.EndAsync(id)).RuntimeStatus);
    }
}
