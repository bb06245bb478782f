using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Simulated;

/// <summary>F20: eighteen years of one childhood; F21: many timers due at once.</summary>
public sealed class LongLifeTests
{
    private const int Years = 18;


    [Fact]
    public async Task Childhood_OfEighteenYears_IsTheSameTwice_AndItsHistoryStaysShort()
    {
        var (story, longest) = await ChildhoodAsync();

        Assert.InRange(longest, 3, 80);
        Assert.Equal((story, longest), await ChildhoodAsync());
    }

    [Fact]
    public async Task TimersDueAtOnce_AllFireOnceAtTheirTimes_WhileRequestsAreAnswered()
    {
        var count = LongRuns.Asked ? 20_000 : 3_000;
        await using var simulation = await Simulation.StartAsync(new InProcessFunctions()
            .Orchestrator<int, string>("Sleep", static async (context, number) =>
            {
                // Ten moments, a second apart, all passed in one move of the clock.
                await context.CreateTimer(Simulation.Begin.UtcDateTime.AddDays(1).AddSeconds(number % 10), CancellationToken.None);
                return $"{context.CurrentUtcDateTime:dd HH:mm:ss}";
            })
            .Orchestrator<string>("Wait", static context => context.WaitForExternalEvent<string>("Go")));
        await Parallel.ForAsync(0, count, async (number, _) => await simulation.StartAsync("Sleep", number, $"t-{number}"));
        await simulation.StartAsync("Wait", id: "request");
        await simulation.RestAsync();

        var moving = simulation.AdvanceAsync(TimeSpan.FromDays(2));
        await simulation.Client.RaiseEventAsync("request", "Go", "answered");

        Assert.Equal("answered", (await simulation.EndAsync("request")).ReadOutputAs<string>());
        Assert.Equal(count, (await moving).TimersFired);
        await Parallel.ForAsync(0, count, async (number, _) =>
            Assert.Equal($"03 09:00:{number % 10:00}", (await simulation.LookAsync($"t-{number}")).ReadOutputAs<string>()));
    }

    private static async Task<(string Story, int Longest)> ChildhoodAsync()
    {
        await using var simulation = await Simulation.StartAsync(Childhood());
        await simulation.StartAsync("Childhood", new Stage(0, ""), "child");
        await simulation.RestAsync();
        var random = new Random(18);
        var longest = 0;
        while (simulation.Clock.GetUtcNow() < Simulation.Begin.AddYears(Years))
        {
            await simulation.Client.RaiseEventAsync("child", "Meeting", random.Next(100));
            await simulation.RestAsync();
            longest = Math.Max(longest, (await simulation.Client.GetOrchestrationHistoryAsync("child")).Count);
            await simulation.AdvanceAsync(TimeSpan.FromDays(random.Next(20, 70)));
        }

        await simulation.AdvanceAsync(TimeSpan.FromDays(366));
        return ((await simulation.EndAsync("child")).ReadOutputAs<string>()!, longest);
    }

    /// <summary>Meetings and reminders, one a generation; a plan ends after every third meeting.</summary>
    private static InProcessFunctions Childhood() => new InProcessFunctions()
        .Orchestrator<Stage, string>("Childhood", static async (context, stage) =>
        {
            using var source = new CancellationTokenSource();
            var meeting = context.WaitForExternalEvent<int>("Meeting");
            var reminder = context.CreateTimer(TimeSpan.FromDays(42), source.Token);
            if (await Task.WhenAny(meeting, reminder) == reminder)
                context.SendEvent(context.InstanceId, "Meeting", -1);
            else
                source.Cancel();
            var held = await meeting;
            var mark = await context.CallActivityAsync<int>("Record", held);
            var meetings = held < 0 ? stage.Meetings : stage.Meetings + 1;
            var plans = meetings / 3;
            var record = $"{stage.Record}{mark % 10}"[Math.Max(0, stage.Record.Length - 200)..];
            if (context.CurrentUtcDateTime >= Simulation.Begin.UtcDateTime.AddYears(Years))
                return $"{plans} plans until {context.CurrentUtcDateTime:yyyy-MM-dd} {record}";
            context.ContinueAsNew(new Stage(meetings, record));
            return "";
        })
        .Activity<int>("Record", static number => Task.FromResult<object?>(number + 1));

    private sealed record Stage(int Meetings, string Record);
}
