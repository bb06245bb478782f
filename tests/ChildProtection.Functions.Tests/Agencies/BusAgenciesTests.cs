using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.DeadLettering;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>The app knows the same agencies as the broker and the templates.</summary>
public sealed class BusAgenciesTests
{
    [Fact]
    public void From_NoSetting_AreThoseOfTheDeclaration() => Assert.Equal(["school", "police", "health"], Of([]));

    [Fact]
    public void From_EmptySetting_AreThoseOfTheDeclaration() =>
        Assert.Equal(["school", "police", "health"], Of(new() { ["Agencies"] = "" }));

    [Fact]
    public void From_TextOrSection_AreThose()
    {
        Assert.Equal(["school-1", "police"], Of(new() { ["Agencies"] = "school-1, police," }));
        Assert.Equal(["health", "legal"], Of(new() { ["Agencies:0"] = "health", ["Agencies:1"] = "legal" }));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("school", true)]
    public void From_TheSetting_KnowsWhetherTheAuthorityNamedThem(string setting, bool configured) => Assert.Equal(
        configured,
        BusAgencies.From(new ConfigurationBuilder().AddInMemoryCollection([new("Agencies", setting)]).Build()).AreConfigured);

    [Fact]
    public void Places_OfTwoAgencies_AreEveryQueueOfDeadLettersOnce() =>
        Assert.Equal(
            [
                "events agency-events",
                "unforwarded.a agency-a/subscriptions/agency-events",
                "from.a agency-a/subscriptions/agency-events",
                "unforwarded.b agency-b/subscriptions/agency-events",
                "from.b agency-b/subscriptions/agency-events",
                "to.a case-notifications/subscriptions/a",
                "to.b case-notifications/subscriptions/b",
                "to.people case-notifications/subscriptions/people",
            ],
            DeadLetterPlace.All(new BusAgencies(["a", "b"])).Select(place => $"{place.Key} {place.Entity}"));

    private static IReadOnlyList<string> Of(Dictionary<string, string?> settings) =>
        BusAgencies.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Codes;
}
