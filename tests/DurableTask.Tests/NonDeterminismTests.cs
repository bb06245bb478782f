using System.Globalization;
using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace DurableTask.Tests;

/// <summary>
/// F14: code that does not say the same on replay is found, and named with its method and the event it was answering. Where only contents differ
/// (Azure lets that pass) the instance goes on and the log tells; where kind, name or order differ it fails; after the fix its work goes on.
/// </summary>
public sealed class NonDeterminismTests
{
    private static int _outside;

    public static TheoryData<string> Choices =>
        ["clock", "guid", "random", "static", "environment", "culture", "dictionary"];

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task ActivityChosenByWhatIsOutside_FailsOnReplay_AndNamesMethodAndEvent(string what)
    {
        await using var harness = await EngineHarness.StartAsync(tasks => Chooser(tasks, () => Outside(what)));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Choose", new StartOrchestrationOptions("one"));
        await harness.RestAsync();
        Change(what);
        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync("one", "Go");

        var end = await harness.EndAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        var message = end.FailureDetails!.ErrorMessage;
        Assert.Contains("diverged at sequence number 0", message, StringComparison.Ordinal);
        Assert.Contains("recorded a call of an activity named '", message, StringComparison.Ordinal);
        Assert.Contains($"'{nameof(NonDeterminismTests)}.{nameof(ChooseAsync)}'", message, StringComparison.Ordinal);
        Assert.Contains("answering ExecutionStarted", message, StringComparison.Ordinal);

        // Repaired: what was acknowledged is in its history, and it is started again under its id.
        var history = await harness.Engine.ReadHistoryAsync("one", CancellationToken.None);
        Assert.Contains(history!.Events, static e => e is { Kind: "EventRaised", Name: "Go" });
        await harness.RestartAsync(tasks => Chooser(tasks, static () => 0));
        await harness.Client.RestartAsync("one");
        await harness.Client.RaiseEventAsync("one", "Go");
        Assert.Equal("went", (await harness.EndAsync("one")).ReadOutputAs<string>());
        Environment.SetEnvironmentVariable(Variable, null);
    }

    [Fact]
    public async Task ContentThatIsNotTheSame_IsTold_AndTheInstanceGoesOnAsOnAzure()
    {
        using var told = HeardLogs.From();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(told));
        await using var harness = await EngineHarness.StartAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    await context.CallActivityAsync("Note", Guid.NewGuid());
                    return await context.WaitForExternalEvent<string>("Go");
                })
                .AddActivityFunc<Guid>("Note", static (_, _) => Task.CompletedTask), loggers: loggers);
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await harness.RestAsync();
        await harness.RestartAsync();
        await harness.Client.RaiseEventAsync(id, "Go", "on");

        Assert.Equal("on", (await harness.EndAsync(id)).ReadOutputAs<string>());
        var line = Assert.Single(told.Lines, static line => line.Text.Contains("is not deterministic", StringComparison.Ordinal)).Text;
        Assert.Contains("the content of a call of an activity named 'Note', sequence number 0", line, StringComparison.Ordinal);
        Assert.Contains(id, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,c", "a,c,b", "produced a call of an activity named 'c'")]
    [InlineData("a,b,c", "a,b", "has not produced it yet")]
    [InlineData("a,timer,c", "a,c", "recorded a timer")]
    [InlineData("a,child,c", "a,b,c", "recorded a call of a sub-orchestration named 'child'")]
    [InlineData("a,send,c", "a,c", "recorded a sent event named 'send'")]
    public async Task CallsInAnotherOrder_FailOnReplay_AndSayWhatWasRecordedAndWhatWasProduced(string before, string after, string expected)
    {
        await using var harness = await EngineHarness.StartAsync(tasks => Sequence(tasks, before));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions("one"));
        await harness.RestAsync();
        await harness.RestartAsync(tasks => Sequence(tasks, after));
        // Refused when the short timer of the sequence has woken it first: then it has failed already.
        await Record.ExceptionAsync(() => harness.Client.RaiseEventAsync("one", "Go"));

        var end = await harness.EndAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(expected, end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("answering", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    private const string Variable = "DURABLE_TEST_PLANTED";

    private static int Outside(string what) => what switch
    {
        "clock" => TimeProvider.System.GetUtcNow().Year + Volatile.Read(ref _outside),
        "guid" => Guid.NewGuid().GetHashCode(),
        "random" => Random.Shared.Next(),
        "static" => _outside,
        "environment" => int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "0", CultureInfo.InvariantCulture),
        "culture" => CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? 1 : 0,
        _ => new Dictionary<object, int> { [new object()] = 1 }.Keys.First().GetHashCode(),
    };

    private static void Change(string what)
    {
        Interlocked.Increment(ref _outside);
        if (what == "environment")
            Environment.SetEnvironmentVariable(Variable, "1");
        if (what == "culture")
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("de-DE");
    }

    // The activity's name holds what is outside, so that no chance makes two replays alike.
    private static void Chooser(DurableTaskRegistry tasks, Func<int> outside) => tasks
        .AddOrchestratorFunc<string>("Choose", context => ChooseAsync(context, outside))
        .AddActivityFunc("Any", static _ => Task.CompletedTask);

    private static async Task<string> ChooseAsync(TaskOrchestrationContext context, Func<int> outside)
    {
        var call = context.CallActivityAsync($"Activity {outside()}");
        var go = context.WaitForExternalEvent<string>("Go");
        await Task.WhenAny(call, go);
        await go;
        return "went";
    }

    private static void Sequence(DurableTaskRegistry tasks, string calls) => tasks
        .AddOrchestratorFunc<string>("Main", async context =>
        {
            foreach (var call in calls.Split(','))
            {
                if (call == "timer")
                    await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                else if (call == "child")
                    await context.CallSubOrchestratorAsync("child");
                else if (call == "send")
                    context.SendEvent("nobody", "send", "word");
                else
                    await context.CallActivityAsync(call);
            }

            return await context.WaitForExternalEvent<string>("Go");
        })
        .AddOrchestratorFunc<string>("child", static _ => Task.FromResult("done"))
        .AddActivityFunc("a", static _ => Task.CompletedTask)
        .AddActivityFunc("b", static _ => Task.CompletedTask)
        .AddActivityFunc("c", static _ => Task.CompletedTask);
}
