using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Tests.Text;

public sealed class LocalIdsTests
{
    [Theory]
    [InlineData("C1001", "C1001")]
    [InlineData(" C1001\u00a0", "C1001")]
    [InlineData("AB  12", "AB 12")]
    [InlineData("AB\u00a012", "AB 12")]
    [InlineData("D-E\u0301-1", "D-\u00c9-1")]
    [InlineData("c1001", "c1001")]
    public void Normalise_TheSameIdWrittenOtherwise_IsOneId(string sent, string id) => Assert.Equal(id, LocalIds.Normalise(sent));

    [Fact]
    public void Normalise_UnpairedSurrogate_DoesNotFail() => Assert.Equal("C\ufffd1", LocalIds.Normalise("C\ud8001"));

    [Theory]
    [InlineData("C1\u200b001")]
    [InlineData("C1001\ufeff")]
    [InlineData("C1\u202e001")]
    [InlineData("C1\u00ad001")]
    [InlineData("C1\ufe0f001")]
    [InlineData("C1\u3164001")]
    [InlineData("C1001\n")]
    [InlineData("C1\u2028001")]
    [InlineData("C1\u0000")]
    public void Fault_WhatNobodySees_IsNamed(string sent) =>
        Assert.Equal("must not have characters that nobody sees, such as control characters or zero-width blanks", LocalIds.Fault(sent));

    [Theory]
    [InlineData("   ", "must not be blank")]
    [InlineData("C1001 ", null)]
    [InlineData("\u0b95\u0bcd1", null)]
    public void Fault_OtherIds_IsAsSaid(string sent, string? fault) => Assert.Equal(fault, LocalIds.Fault(sent));

    [Fact]
    public void Fault_LongerThanItsLimit_SaysTheLimit()
    {
        Assert.Null(LocalIds.Fault($" {new string('1', 64)} "));
        Assert.Equal("must be at most 64 characters long", LocalIds.Fault(new string('1', 65)));
    }
}
