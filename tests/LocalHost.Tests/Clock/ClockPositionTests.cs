using LocalHost.Clock;

namespace LocalHost.Tests.Clock;

public sealed class ClockPositionTests : IDisposable
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 2, 9, 30, 0, 250, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clock-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Start_InANewFolder_IsTheMomentAskedFor()
        => Assert.Equal(Moment, new ClockPosition(_folder.FullName).Start(Moment));

    [Fact]
    public void Start_AfterAMove_IsWhereTheClockCameTo()
    {
        new ClockPosition(_folder.FullName).Keep(Moment.AddDays(40));

        Assert.Equal(Moment.AddDays(40), new ClockPosition(_folder.FullName).Start(requested: null));
    }

    [Fact]
    public void Start_AtAnEarlierMomentThanWasKept_DoesNotGoBack()
    {
        new ClockPosition(_folder.FullName).Keep(Moment);

        Assert.Equal(Moment, new ClockPosition(_folder.FullName).Start(Moment.AddYears(-1)));
    }

    [Fact]
    public void Start_AtALaterMomentThanWasKept_GoesThereAndStaysThere()
    {
        new ClockPosition(_folder.FullName).Keep(Moment);
        new ClockPosition(_folder.FullName).Start(Moment.AddYears(1));

        Assert.Equal(Moment.AddYears(1), new ClockPosition(_folder.FullName).Start(requested: null));
    }

    [Fact]
    public void Start_WithAFileThatHoldsSomethingElse_IsRefusedWithItsName()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "clock"), "noon");

        var error = Assert.Throws<InvalidDataException>(() => new ClockPosition(_folder.FullName).Start(Moment));

        Assert.Contains(Path.Combine(_folder.FullName, "clock"), error.Message, StringComparison.Ordinal);
    }
}
