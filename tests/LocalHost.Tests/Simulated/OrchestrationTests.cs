using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

/// <summary>One of each thing that orchestrations do; the conformance suite holds the rest to the official engine.</summary>
public sealed class OrchestrationTests
{
    [Fact]
    public async Task Activity_WithInputAndResult_GivesThemThrough()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string, string>("Main", static (context, input) => context.CallActivityAsync<string>("Echo", input))
            .Activity<string>("Echo", static text => Task.FromResult<object?>($"<{text}>")));

        Assert.Equal("<a \"b\" ä>", await simulation.RunAsync("Main", "a \"b\" ä"));
    }

    [Fact]
    public async Task Activity_WithoutInputAndResult_SeesNothingAndGivesNothing()
    {
        var seen = "not called";
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Main", static async context => await context.CallActivityAsync<string>("Nothing") ?? "null")
            .RawActivity("Nothing", call =>
            {
                seen = $"{call.Input?.Text} for {call.Metadata["instanceId"].Text}";
                return Task.FromResult<object?>(null);
            }));
        var id = await simulation.StartAsync("Main");

        Assert.Equal("null", (await simulation.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal($"null for {id}", seen);
    }

    [Fact]
    public async Task Activity_ThatThrows_GivesTypeMessageAndWhatIsWithin()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Main", static async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Break");
                }
                catch (TaskFailedException failure)
                {
                    var details = failure.FailureDetails;
                    return $"{details.IsCausedBy<InvalidOperationException>()} {details.ErrorMessage} {details.InnerFailure!.ErrorMessage}";
                }
            })
            .Activity("Break", static () => throw new InvalidOperationException("outer", new ArgumentException("inner"))));

        Assert.Equal("True outer inner", await simulation.RunAsync("Main"));
    }

    [Fact]
    public async Task Activities_AtOnce_AreNoMoreThanTheLimit()
    {
        var most = 0;
        var worker = new InProcessFunctions();
        worker
            .Orchestrator<int>("Main", static async context =>
                (await Task.WhenAll(Enumerable.Range(0, 30).Select(i => context.CallActivityAsync<int>("Count", i)))).Sum())
            .Activity<int>("Count", async number =>
            {
                InterlockedMax(ref most, worker.Running);
                await Task.Yield();
                return number;
            });
        await using var simulation = await Simulation.StartAsync(worker, new() { MaxConcurrentActivities = 3 });

        Assert.Equal(435, (await simulation.EndAsync(await simulation.StartAsync("Main"))).ReadOutputAs<int>());
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task ContinueAsNew_WithEventsNotYetTaken_CarriesThemOver()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string, string>("Main", static async (context, sofar) =>
            {
                sofar += await context.WaitForExternalEvent<string>("Letter");
                if (sofar.Length < 4)
                    context.ContinueAsNew(sofar);
                return sofar;
            }));
        var id = await simulation.StartAsync("Main", "");
        foreach (var letter in "abcd")
            await simulation.Client.RaiseEventAsync(id, "Letter", letter.ToString());

        Assert.Equal("abcd", string.Concat((await simulation.EndAsync(id)).ReadOutputAs<string>()!.Order()));
    }

    [Fact]
    public async Task ContinueAsNew_WithATimerLeftOver_LosesThatTimer()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<int, string>("Main", static async (context, generation) =>
            {
                using var cancellation = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
                await context.WaitForExternalEvent<string>("Go");
                cancellation.Cancel();
                if (generation == 0)
                    context.ContinueAsNew(1);
                return $"{generation}";
            }));
        var id = await simulation.StartAsync("Main", 0);
        await simulation.Client.RaiseEventAsync(id, "Go");
        await simulation.RestAsync();

        Assert.Equal(1, (await simulation.AdvanceAsync(TimeSpan.FromDays(2))).TimersFired);
    }

    [Fact]
    public async Task SubOrchestration_ThatEnds_GivesItsResultToItsParent()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Main", static context => context.CallSubOrchestratorAsync<string>("Child", "text"))
            .Orchestrator<string, string>("Child", static (context, input) => Task.FromResult($"{input} for {context.Parent!.Name}")));

        Assert.Equal("text for Main", await simulation.RunAsync("Main"));
    }

    [Fact]
    public async Task SubOrchestration_ThatFails_FailsItsCall()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Main", static async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Child");
                }
                catch (TaskFailedException failure)
                {
                    return $"{failure.TaskName}: {failure.FailureDetails.ErrorMessage}";
                }
            })
            .Orchestrator<string>("Child", static _ => throw new InvalidOperationException("broken")));

        Assert.Equal("Child: broken", await simulation.RunAsync("Main"));
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesThere()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator<string, string>("Send", static (context, to) =>
            {
                context.SendEvent(to, "Go", "on");
                return Task.FromResult("sent");
            }));
        var id = await simulation.StartAsync("Wait");

        Assert.Equal("sent", await simulation.RunAsync("Send", id));
        Assert.Equal("on", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspend_WithEventsMeanwhile_HoldsThemUntilResumed()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<string>("Wait", static context => context.WaitForExternalEvent<string>("Go")));
        var id = await simulation.StartAsync("Wait");
        await simulation.RestAsync();
        await simulation.Client.SuspendInstanceAsync(id, "a while");
        await simulation.Client.RaiseEventAsync(id, "Go", "on");
        await simulation.RestAsync();
        var suspended = await simulation.LookAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Suspended, "a while"), (suspended.RuntimeStatus, suspended.SerializedOutput));

        await simulation.Client.ResumeInstanceAsync(id);

        Assert.Equal("on", (await simulation.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CustomStatus_OverContinueAsNew_StaysUntilItIsSetAgain()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<int, string>("Main", static async (context, generation) =>
            {
                if (generation == 0)
                {
                    context.SetCustomStatus("first");
                    context.ContinueAsNew(1);
                    return "";
                }

                return await context.WaitForExternalEvent<string>("Go");
            }));
        var id = await simulation.StartAsync("Main", 0);
        await simulation.RestAsync();

        Assert.Equal("first", (await simulation.LookAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task CustomStatus_LongerThanTheLimit_FailsTheInstance()
    {
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions().Orchestrator<string>("Main", static context =>
        {
            context.SetCustomStatus(new string('x', 8 * 1024));
            return Task.FromResult("done");
        }));

        Assert.Contains("CustomStatus is too large", await simulation.RunAsync("Main"), StringComparison.Ordinal);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
