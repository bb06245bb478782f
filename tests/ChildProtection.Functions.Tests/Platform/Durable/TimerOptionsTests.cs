using ChildProtection.Functions.Platform.Durable;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.Platform.Durable;

public sealed class TimerOptionsTests
{
    [Theory]
    [InlineData(null, 6)]
    [InlineData("", 6)]
    [InlineData("1", 1)]
    [InlineData("36500", 36_500)]
    public void From_Setting_TakesIt(string? text, int days) => Assert.Equal(TimeSpan.FromDays(days), From(text));

    [Theory]
    [InlineData("0")]
    [InlineData("36501")]
    [InlineData("6.00:00:00")]
    public void From_BeyondABound_NamesTheSetting(string text) => Assert.Equal(
        $"The setting Timers:LongestDays is '{text}'; it must be a whole number from 1 to 36500.",
        Assert.Throws<InvalidOperationException>(() => From(text)).Message);

    private static TimeSpan From(string? text) =>
        TimerOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("Timers:LongestDays", text)]).Build()).Longest;
}
