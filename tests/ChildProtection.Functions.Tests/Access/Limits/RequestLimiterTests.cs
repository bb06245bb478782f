using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Platform.Http;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.Access.Limits;

public sealed class RequestLimiterTests
{
    [Fact]
    public void Account_BeyondItsBurst_IsRefusedWithATimeWhileAnotherIsNot()
    {
        using var limiter = new RequestLimiter(new RequestLimits { Burst = 5, PerSecond = 1 });
        for (var request = 0; request < 5; request++)
            limiter.Enter("eager").Dispose();

        var refusal = Assert.Throws<ProblemException>(() => limiter.Enter("eager")).Problem;

        Assert.Equal(("too-many-requests", 429), (refusal.Name, refusal.Status));
        Assert.Equal("1", refusal.Headers["Retry-After"]);
        limiter.Enter("other").Dispose();
    }

    [Fact]
    public void Account_WithAllItsPlacesTaken_GetsOneWhenOneIsGivenBack()
    {
        using var limiter = new RequestLimiter(new RequestLimits { AtOnce = 2 });
        var first = limiter.Enter("slow");
        using var second = limiter.Enter("slow");

        Assert.Equal(429, Assert.Throws<ProblemException>(() => limiter.Enter("slow")).Problem.Status);
        limiter.Enter("other").Dispose();
        first.Dispose();
        limiter.Enter("slow").Dispose();
    }

    [Fact]
    public void App_WithAllItsPlacesTaken_RefusesEveryAccount()
    {
        using var limiter = new RequestLimiter(new RequestLimits { AtOnceOverall = 1 });
        var first = limiter.Enter();

        Assert.Equal(429, Assert.Throws<ProblemException>(() => limiter.Enter()).Problem.Status);
        first.Dispose();
        limiter.Enter().Dispose();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1.5")]
    public void Setting_ThatCannotBeUsed_IsNamed(string value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => RequestLimits.From(Settings(("Limits:Burst", value))));

        Assert.Contains("Limits:Burst", fault.Message, StringComparison.Ordinal);
        Assert.Contains(value, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_Given_TakeThePlaceOfTheUsualOnes() =>
        Assert.Equal(
            new RequestLimits { PerSecond = 3, AtOnceOverall = 4 },
            RequestLimits.From(Settings(("Limits:PerSecond", "3"), ("Limits:AtOnceOverall", "4"), ("Limits:AtOnce", ""))));

    private static IConfigurationRoot Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build();
}
