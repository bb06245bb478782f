using Microsoft.DurableTask;

namespace Conformance;

/// <summary>What holds without an engine.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void TaskVersion_OfNothing_IsTheUnversionedOne(string? text) => Assert.Equal(default, new TaskVersion(text));

    [Fact]
    public void TaskVersion_OfBlanks_IsRefused() => Assert.Throws<ArgumentException>(() => new TaskVersion("  "));

    [Theory]
    [InlineData(0, 1, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(1, 1, 0.5)]
    public void Policy_WithAValueOutOfRange_IsRefused(int attempts, int interval, double coefficient)
        => Assert.ThrowsAny<ArgumentException>(() => new RetryPolicy(attempts, TimeSpan.FromSeconds(interval), coefficient));
}
