using LocalHost.Worker;

namespace LocalHost.Tests.Worker;

public sealed class RestartDelayTests
{
    [Fact]
    public void After_WorkersThatNeverRan_GrowsToHalfAMinute()
    {
        var delay = new RestartDelay();

        var waits = Enumerable.Range(0, 10).Select(_ => delay.After(ran: null)).ToList();

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromMilliseconds(250), waits[0]);
        Assert.Equal(TimeSpan.FromSeconds(30), waits[^1]);
    }

    [Fact]
    public void After_WorkersThatRanForAMoment_GrowsToAFewSeconds()
    {
        var delay = new RestartDelay();

        var waits = Enumerable.Range(0, 10).Select(_ => delay.After(TimeSpan.FromSeconds(1))).ToList();

        Assert.Equal(TimeSpan.FromSeconds(4), waits.Max());
    }

    [Fact]
    public void After_AWorkerThatRanForLong_BeginsAgain()
    {
        var delay = new RestartDelay();
        for (var time = 0; time < 10; time++)
            delay.After(ran: null);

        Assert.Equal(TimeSpan.FromMilliseconds(250), delay.After(TimeSpan.FromMinutes(1)));
    }
}
