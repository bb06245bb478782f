using System.Runtime.ExceptionServices;
using EndToEnd.Harness;

namespace EndToEnd;

/// <summary>
/// The scenarios of the procedure, each with children of its own, told on one clock: it shows what becomes of each while the others go on,
/// and one installation serves them all.
/// </summary>
public sealed class StoriesTold : IAsyncLifetime
{
    private const string Begins = "2024-02-12T08:00:00Z";

    private static readonly (string Name, Func<Scene, Task> Tell)[] Stories =
    [
        (StoryBTests.Name, StoryBTests.TellAsync),
        (StoryCTests.Name, StoryCTests.TellAsync),
        (StoryCTests.TransferName, StoryCTests.TellTransferAsync),
        (StoryDTests.Name, StoryDTests.TellAsync),
        (StoryFTests.Name, StoryFTests.TellAsync),
        .. StoryJTests.Stories,
        .. StoryPTests.Stories,
        .. LateDeadlineTests.Stories,
        .. ApprovalTests.Stories,
        .. RestrictionTests.Stories,
    ];

    private Installation? _installation;
    private OneClock? _clock;

    internal Api Api => _installation!.Api;

    /// <summary>Shows the failure of a story, if it failed.</summary>
    internal void Check(string name)
    {
        Assert.Contains(Stories, story => story.Name == name);
        if (_clock!.Failures.GetValueOrDefault(name) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    public async Task InitializeAsync()
    {
        _installation = await Installation.StartAsync(
            Begins, $"Procedures__Folder={Path.Combine(Checkout.Root, "docs", "examples", "procedures")}");
        _clock = new OneClock(_installation);
        try
        {
            await _clock.TellAsync(Stories);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"{exception.Message}{Environment.NewLine}The app said:{Environment.NewLine}{_installation.Output()}", exception);
        }
    }

    public async Task DisposeAsync()
    {
        if (_installation is not null)
            await _installation.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class StoriesCollection : ICollectionFixture<StoriesTold>
{
    public const string Name = "The stories on one clock";
}
