using System.Text.Json.Nodes;
using LocalHost.Durable.Official;
using LocalHost.Worker;
using Moq;
using Newtonsoft.Json.Linq;

namespace LocalHost.Tests.Durable.Official;

public sealed class WorkerCallsTests
{
    private static readonly WorkerFunction Function = new()
    {
        Id = "1",
        Name = "Tell",
        Bindings = [new JsonObject { ["type"] = "activityTrigger", ["name"] = "input" }],
    };

    private readonly Mock<IFunctionInvoker> _invoker = new();

    public WorkerCallsTests() => _invoker.Setup(invoker => invoker.FunctionsAsync(It.IsAny<CancellationToken>())).ReturnsAsync([Function]);

    [Fact]
    public async Task Act_WithAJsonResult_LeavesDatesAsTheyStand()
    {
        Answers(RpcValue.Json("""{"at":"2026-03-29T01:30:00+01:00"}"""));

        var result = await Calls().ActAsync(0, "1", "case-1");

        Assert.Equal("2026-03-29T01:30:00+01:00", Assert.IsType<JObject>(result)["at"]!.Value<string>());
    }

    [Fact]
    public async Task Act_OfAnInstance_TellsTheWorkerItsId()
    {
        FunctionCall? call = null;
        _invoker.Setup(invoker => invoker.InvokeAsync(It.IsAny<FunctionCall>(), It.IsAny<CancellationToken>()))
            .Callback((FunctionCall given, CancellationToken _) => call = given).ReturnsAsync((RpcValue?)null);

        await Calls().ActAsync(0, "1", "case-1");

        Assert.Equal(RpcValue.Of("case-1"), call!.Metadata["instanceId"]);
        Assert.Equal(RpcValue.Of("1"), call.Input);
    }

    [Fact]
    public async Task Act_WhileNoWorkerRuns_WaitsForTheNext()
    {
        _invoker.SetupSequence(invoker => invoker.InvokeAsync(It.IsAny<FunctionCall>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new NoWorkerException()).ReturnsAsync(RpcValue.Of("later"));

        Assert.Equal("later", await Calls().ActAsync(0, null, "case-1"));
    }

    [Fact]
    public async Task Act_WhoseWorkerEnds_TellsItByTheNameThatTheExtensionKnows()
    {
        _invoker.Setup(invoker => invoker.InvokeAsync(It.IsAny<FunctionCall>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new WorkerProcessExitException("killed"));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Calls().ActAsync(0, null, "case-1"));

        Assert.Contains("WorkerProcessExitException", fault.GetType().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", """{"errorType":"T"}""", "Result: Failure\nException: {\"errorType\":\"T\"}\nStack: at")]
    [InlineData("System.TimeoutException", "too long", "Result: Failure\nException: System.TimeoutException: too long\nStack: at")]
    public async Task Act_ThatFails_GivesTheTextThatTheExtensionReads(string type, string message, string expected)
    {
        _invoker.Setup(invoker => invoker.InvokeAsync(It.IsAny<FunctionCall>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new FunctionFailedException(type, message, "at"));

        var fault = await Assert.ThrowsAsync<WorkerFunctionException>(() => Calls().ActAsync(0, null, "case-1"));

        Assert.Equal(expected, fault.Message);
    }

    private void Answers(RpcValue value) =>
        _invoker.Setup(invoker => invoker.InvokeAsync(It.IsAny<FunctionCall>(), It.IsAny<CancellationToken>())).ReturnsAsync(value);

    private WorkerCalls Calls() => new(_invoker.Object, DurableFunction.Among([Function]), CancellationToken.None);
}
