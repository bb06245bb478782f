using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd;

/// <summary>
/// Children of one authority over two simulated years, each on a path and on days that a seed chooses; in the end the invariants hold, seen
/// from the outside.
/// </summary>
public sealed class CaseloadTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const int Seed = 20260105;
    private readonly ITestOutputHelper _output = output;

    [Fact]
    public async Task Children_OverTwoYears_LeaveEveryInvariantTrue()
    {
        var app = await InstallAsync("2026-01-05T08:00:00Z");
        var clock = new OneClock(app);
        var lives = new List<Life>();
        var paths = Enumerable
            .Range(0, LongRuns.Asked ? 20 : 3)
            .Select(number => (Number: number, Paths.All[number % Paths.All.Count].Name, Paths.All[number % Paths.All.Count].Live));

        await clock.TellAsync(paths.Select(path => ($"{path.Number} {path.Name}", (Func<Scene, Task>)(scene =>
        {
            lives.Add(new Life(scene, $"load-{path.Number}", Seed + path.Number));
            return path.Live(lives[^1]);
        }))));
        await app.Api.AdvanceToAsync("2028-01-05T08:00:00Z");

        Assert.True(
            clock.Failures.Count == 0,
            string.Join(Environment.NewLine, clock.Failures.Select(failure => $"{failure.Key}: {failure.Value}")));
        foreach (var life in lives)
        {
            _output.WriteLine(
                $"{life.Child}: {life.Acknowledged.Count} events and {life.Sent.Count} messages, "
                + $"{life.Refused} refused, to {life.Day:yyyy-MM-dd}"
            );
            foreach (var caseId in life.Acknowledged.Select(one => one.CaseId).Distinct())
                await Outside.CheckAsync(app.Api, caseId, life);
        }
    }
}
