using System.Globalization;
using ChildProtection.Functions.Notifications;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.Notifications;

/// <summary>Each setting of the section takes its least and its most; what lies beyond stops the start and names it.</summary>
public sealed class MessagingOptionsTests
{
    [Fact]
    public void From_NothingSet_GivesTheUsualNumbers() => Assert.Equal(new MessagingOptions(), From([]));

    [Fact]
    public void From_EverySettingAtItsLeast_TakesIt() =>
        Assert.Equal(Options(1, 0, 1, 5, 0), From(Settings("1", "0", "1", "5", "0")));

    [Fact]
    public void From_EverySettingAtItsMost_TakesIt() =>
        Assert.Equal(Options(1_000, 1_000, 60, 1_440, 1_000), From(Settings("1000", "1000", "60", "1440", "1000")));

    [Theory]
    [InlineData("ConcurrentSessions", 0, 1, 1_000)]
    [InlineData("ConcurrentSessions", 1_001, 1, 1_000)]
    [InlineData("ConcurrentMail", -1, 0, 1_000)]
    [InlineData("ConcurrentMail", 1_001, 0, 1_000)]
    [InlineData("SessionIdleSeconds", 0, 1, 60)]
    [InlineData("SessionIdleSeconds", 61, 1, 60)]
    [InlineData("LockRenewalMinutes", 4, 5, 1_440)]
    [InlineData("LockRenewalMinutes", 1_441, 5, 1_440)]
    [InlineData("Prefetch", -1, 0, 1_000)]
    [InlineData("Prefetch", 1_001, 0, 1_000)]
    public void From_BeyondABound_NamesTheSettingAndItsBounds(string name, int value, int least, int most)
    {
        var fault = Fault(name, value.ToString(CultureInfo.InvariantCulture));

        Assert.Equal($"The setting Messaging:{name} is '{value}'; it must be a whole number from {least} to {most}.", fault.Message);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData(" 8")]
    [InlineData("99999999999")]
    public void From_NoWholeNumber_NamesTheSetting(string text) => Assert.All(
        MessagingOptions.Names,
        name => Assert.StartsWith($"The setting Messaging:{name} is '{text}'", Fault(name, text).Message, StringComparison.Ordinal));

    private static InvalidOperationException Fault(string name, string text) =>
        Assert.Throws<InvalidOperationException>(() => From(new() { [$"Messaging:{name}"] = text }));

    private static MessagingOptions From(Dictionary<string, string?> settings) =>
        MessagingOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static Dictionary<string, string?> Settings(params string[] values) =>
        MessagingOptions.Names.Zip(values).ToDictionary(pair => $"Messaging:{pair.First}", string? (pair) => pair.Second);

    private static MessagingOptions Options(int sessions, int mail, int idle, int renewal, int prefetch) => new()
    {
        ConcurrentSessions = sessions,
        ConcurrentMail = mail,
        SessionIdleSeconds = idle,
        LockRenewalMinutes = renewal,
        Prefetch = prefetch,
    };
}
