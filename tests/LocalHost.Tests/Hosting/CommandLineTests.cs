using LocalHost.Hosting;

namespace LocalHost.Tests.Hosting;

public sealed class CommandLineTests
{
    private static readonly string[] Least = ["--app", "app", "--storage", "s"];

    [Fact]
    public void Read_LeastThatIsNeeded_HasTheDefaults()
    {
        var options = CommandLine.Read(Least);

        Assert.Equal((7071, 5672, false, 4 * 1024 * 1024), (options.Port, options.BusPort, options.SimulatedClock, options.MaxBodyBytes));
        Assert.True(Path.IsPathFullyQualified(options.AppDirectory!));
        Assert.EndsWith("local.host.json", options.SettingsFile, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ServicesAlone_NeedNeitherAppNorStorage() => Assert.True(CommandLine.Read(["--services"]).ServicesOnly);

    [Fact]
    public void Read_HangLimitOfNothing_IsForEver()
        => Assert.Equal(Timeout.InfiniteTimeSpan, CommandLine.Read([.. Least, "--hang-limit", "0"]).HangLimit);

    [Theory]
    [InlineData("--port", "70000", "--port")]
    [InlineData("--clock", "sundial", "sundial")]
    [InlineData("--now", "soon", "soon")]
    [InlineData("--max-body", "-1", "--max-body")]
    [InlineData("--prot", "1", "--prot")]
    [InlineData("--now", "2026-01-01T00:00:00Z", "--clock simulated")]
    public void Read_OptionThatCantBeUsed_IsNamed(string option, string value, string named)
        => Assert.Contains(
            named, Assert.Throws<HostStartException>(() => CommandLine.Read([.. Least, option, value])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--storage", "--app")]
    [InlineData("--app", "--storage")]
    public void Read_WithoutWhatIsNeeded_NamesIt(string missing, string given)
        => Assert.Contains(
            $"The option {missing} is missing",
            Assert.Throws<HostStartException>(() => CommandLine.Read([given, "x"])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Read_OptionWithoutItsValue_IsNamed()
        => Assert.Contains(
            "--port", Assert.Throws<HostStartException>(() => CommandLine.Read([.. Least, "--port"])).Message, StringComparison.Ordinal);
}
