using LocalHost.Worker;

namespace LocalHost.Tests.Worker;

public sealed class DisabledFunctionsTests
{
    [Theory]
    [InlineData("AzureWebJobs.Text.Disabled", "true", true)]
    [InlineData("AzureWebJobs__Text__Disabled", "True", true)]
    [InlineData("AzureWebJobs.Text.Disabled", "1", true)]
    [InlineData("AzureWebJobs.Text.Disabled", "false", false)]
    [InlineData("AzureWebJobs.Other.Disabled", "true", false)]
    public void IsDisabled_BySetting_HoldsForItsFunctionAlone(string setting, string value, bool expected)
        => Assert.Equal(expected, DisabledFunctions.IsDisabled("Text", name => name == setting ? value : null));
}
