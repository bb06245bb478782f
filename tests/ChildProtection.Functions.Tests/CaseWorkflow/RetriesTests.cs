using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.DurableTask;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>
/// A history keeps the name of the exception that it recorded, whatever the type is called by the release that replays it.
/// </summary>
public sealed class RetriesTests
{
    [Fact]
    public void IsStoreAway_NameOfToday_IsTrue() =>
        Assert.True(Retries.IsStoreAway(Recorded(typeof(StorageUnavailableException).FullName!)));

    [Fact]
    public void IsStoreAway_NameInOldHistories_IsTrue() =>
        Assert.True(Retries.IsStoreAway(Recorded("ChildProtection.Functions.Storage.StorageUnavailableException")));

    [Fact]
    public void IsBusAway_NameOfToday_IsTrue() => Assert.True(Retries.IsBusAway(Recorded(typeof(BusUnavailableException).FullName!)));

    [Fact]
    public void IsBusAway_NameInOldHistories_IsTrue() =>
        Assert.True(Retries.IsBusAway(Recorded("ChildProtection.Functions.Messaging.BusUnavailableException")));

    [Theory]
    [InlineData("System.InvalidOperationException")]
    [InlineData("Elsewhere.NoStorageUnavailableException")]
    public void IsStoreAway_AnotherFailure_IsFalse(string errorType) => Assert.False(Retries.IsStoreAway(Recorded(errorType)));

    [Theory]
    [InlineData(typeof(StorageUnavailableException), true)]
    [InlineData(typeof(BusUnavailableException), true)]
    [InlineData(typeof(InvalidOperationException), false)]
    public void MayHelp_AfterManyFailures_IsTrueWhileStoreOrBusIsAway(Type exception, bool expected)
    {
        var mayHelp = Retries.MayHelp();

        var answers = Enumerable.Range(0, 50).Select(_ => mayHelp(Recorded(exception.FullName!))).ToArray();

        Assert.Equal(expected, answers[^1]);
    }

    private static TaskFailureDetails Recorded(string errorType) => new(errorType, "why", null, null, null);
}
