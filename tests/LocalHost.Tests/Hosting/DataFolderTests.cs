using LocalHost.Hosting;

namespace LocalHost.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_ThatIsInUse_IsRefused_AndNothingChanges()
    {
        using var first = DataFolder.Open(Data, simulatedClock: false);
        File.WriteAllText(first.PathOf("signing-key"), "kept");

        var refusal = Assert.Throws<HostStartException>(() => DataFolder.Open(Data, simulatedClock: false));

        Assert.Contains("in use by another host", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(first.PathOf("signing-key")));
    }

    [Fact]
    public void Open_AfterItWasLeft_IsFreeAgain()
    {
        DataFolder.Open(Data, simulatedClock: false).Dispose();

        DataFolder.Open(Data, simulatedClock: true).Dispose();
    }

    [Theory]
    [InlineData("clock", false)]
    [InlineData("bus.db", true)]
    [InlineData("engine.db", true)]
    public void Open_BegunWithTheOtherClock_IsRefusedWithWhatToDo(string file, bool simulated)
    {
        DataFolder.Open(Data, simulated).Dispose();
        File.WriteAllText(Path.Combine(Data, file), "");

        var refusal = Assert.Throws<HostStartException>(() => DataFolder.Open(Data, simulated));

        Assert.Contains($"--clock {(simulated ? "system" : "simulated")}", refusal.Message, StringComparison.Ordinal);
        // The refused host holds nothing any more.
        DataFolder.Open(Data, !simulated).Dispose();
    }

    [Fact]
    public void Open_NewFolder_IsForItsOwnerOnly()
    {
        using var folder = DataFolder.Open(Data, simulatedClock: false);
        DataFile.Replace(folder.PathOf("schedules.json"), "{}");

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.PathOf("schedules.json")));
    }
}
