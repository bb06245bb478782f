using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.DurableTask;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>How often an activity of a case is tried, and when (F11).</summary>
public sealed class AttemptTests
{
    private const int Ever = 1_000;

    [Theory]
    [InlineData("System.InvalidOperationException", 5)]
    [InlineData("Microsoft.Azure.WebJobs.Host.FunctionInvocationException", 3)]
    [InlineData("Microsoft.Azure.WebJobs.Host.FunctionTimeoutException", 3)]
    [InlineData("ChildProtection.Functions.CaseWorkflow.CommitRefusedException", 1)]
    [InlineData(nameof(StorageUnavailableException), Ever)]
    public void MayHelp_AFailureThatComesEveryTime_IsTriedSoOften(string type, int tries)
    {
        var mayHelp = Retries.MayHelp();
        var fullName = type == nameof(StorageUnavailableException) ? typeof(StorageUnavailableException).FullName! : type;
        var failure = new TaskFailureDetails(fullName, "again", StackTrace: null, InnerFailure: null, Properties: null);

        var tried = 1;
        while (tried < Ever && mayHelp(failure))
            tried++;

        Assert.Equal(tries, tried);
    }

    [Fact]
    public void UntilStored_OfSeveralCases_PausesDifferentlyAndEachAlwaysAlike()
    {
        string[] cases = ["case-1", "case-2", "case-3"];

        var pauses = cases.Select(FirstPause).ToList();

        Assert.Equal(cases.Length, pauses.Distinct().Count());
        Assert.Equal(pauses, cases.Select(FirstPause));
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
    }

    private static TimeSpan FirstPause(string caseId) => Retries.UntilStored(caseId).Retry!.Policy!.FirstRetryInterval;
}
