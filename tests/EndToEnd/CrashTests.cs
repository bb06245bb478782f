using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd;

/// <summary>The app is killed while S-A is told, and ends with the record of an undisturbed telling.</summary>
[Collection(StoryACollection.Name)]
public sealed class CrashTests(StoryATold told, ITestOutputHelper output) : InstallationTest(output)
{
    private const int Kills = 30;

    private enum Moment
    {
        BeforeTheClockMoves,
        WhileTheClockMoves,
        WhileTheEventIsRaised,
        AfterTheAnswer,
    }

    /// <summary>One telling as a rule; ten in the long runs, each killed at other moments.</summary>
    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(20260202, LongRuns.Asked ? 10 : 1)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task App_KilledAtThirtyMomentsOfStoryA_EndsWithTheSameFactsAndDeadlines(int seed)
    {
        var app = await InstallAsync(StoryA.Begins);
        var story = new Story(() => app.Api);
        var random = new Random(seed);
        var steps = Enumerable.Range(0, StoryA.Steps.Count).ToArray();
        random.Shuffle(steps);
        var fates = steps
            .Take(Kills)
            .ToDictionary(index => index, _ => (Moment: (Moment)random.Next(4), Patience: TimeSpan.FromMilliseconds(random.Next(40))));

        var cutOff = 0;
        for (var index = 0; index < StoryA.Steps.Count; index++)
        {
            var step = StoryA.Steps[index];
            if (fates.TryGetValue(index, out var fate))
                cutOff += await KillAsync(app, story, step, fate.Moment, fate.Patience) ? 1 : 0;
            await story.TellAsync([step]);
        }

        var undisturbed = await CaseRecord.ReadAsync(told.Api, told.Story.CasePath);
        (await CaseRecord.ReadAsync(app.Api, story.CasePath)).SameAs(undisturbed);
        Assert.True(cutOff > 0, "No kill came in the middle of a request; the seed proves too little.");
    }

    /// <returns>Whether a request was cut off.</returns>
    private static async Task<bool> KillAsync(Installation app, Story story, Step step, Moment moment, TimeSpan patience)
    {
        var cutOff = false;
        switch (moment)
        {
            case Moment.WhileTheClockMoves:
                cutOff = await InterruptAsync(app, app.Api.AdvanceToAsync(step.At), patience);
                break;
            case Moment.WhileTheEventIsRaised:
                await app.Api.AdvanceToAsync(step.At);
                cutOff = await InterruptAsync(app, story.RaiseAsync(step), patience);
                break;
            case Moment.AfterTheAnswer:
                await story.TellAsync([step]);
                await app.KillAppAsync();
                break;
            default:
                await app.KillAppAsync();
                break;
        }

        await app.StartAppAsync();
        return cutOff;
    }

    /// <summary>Kills the app when patience ends, whether or not the request has been answered by then.</summary>
    private static async Task<bool> InterruptAsync(Installation app, Task request, TimeSpan patience)
    {
        try
        {
            await request.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            // Still under way, which is the moment wanted.
        }

        await app.KillAppAsync();
        try
        {
            await request;
            return false;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            return true; // Its connection died with the app.
        }
    }
}
