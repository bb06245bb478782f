using System.Text.Json.Nodes;
using LocalHost.Worker;

namespace LocalHost.Tests.Worker;

public sealed class WorkerFunctionTests
{
    [Fact]
    public void TriggerType_AmongOtherBindings_IsTheTriggers()
    {
        var function = new WorkerFunction
        {
            Id = "1",
            Name = "Sweep",
            Bindings = [new JsonObject { ["type"] = "durableClient" }, new JsonObject { ["type"] = "timerTrigger" }],
        };

        Assert.Equal("timerTrigger", function.TriggerType);
    }
}
