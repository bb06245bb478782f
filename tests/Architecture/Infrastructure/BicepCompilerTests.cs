namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Where the compiler cannot run or is not there, that is what the tests say.</summary>
public sealed class BicepCompilerTests
{
    [Fact]
    public void Require_OnAnotherMachine_SaysWhereToRunTheTests()
    {
        var fault = Assert.Throws<PlatformNotSupportedException>(() => BicepCompiler.Require(Environment.ProcessPath!, runsHere: false));

        Assert.Contains("Run these tests on Linux on x64", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_WithoutThePackage_SaysHowToRestoreIt()
    {
        var fault = Assert.Throws<FileNotFoundException>(() => BicepCompiler.Require("nowhere/bicep", runsHere: true));

        Assert.Contains("dotnet restore tests/Architecture", fault.Message, StringComparison.Ordinal);
    }
}
