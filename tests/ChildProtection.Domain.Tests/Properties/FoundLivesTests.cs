namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Lives in which a law was broken once, lived again: the examples that say what is right are with their stages.</summary>
public sealed class FoundLivesTests
{
    [Theory]
    // A second assessment, after the first was signed beside an enquiry, was owed by no day.
    [InlineData(20260202, 53815)]
    // An event dated before the plan asked for the review before the birthday, whose day had passed when the plan began.
    [InlineData(20260202, 32737)]
    // The first conference, held before the day it was booked for, passed for the review.
    [InlineData(20260202, 3816)]
    public void Life_ThatBrokeALaw_KeepsEveryLaw(int seed, int number)
    {
        var broken = Lives.WhatBreaks(WalkPlan.Of(seed, number));
        Assert.True(broken is null, broken?.Shrunk().Tell(seed));
    }
}
