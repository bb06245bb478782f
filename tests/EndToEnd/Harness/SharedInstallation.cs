using EndToEnd.Stories;

namespace EndToEnd.Harness;

/// <summary>One installation for all tests of a class; the clock stands still at ten in the morning of Monday 2 February 2026.</summary>
public sealed class SharedInstallation : IAsyncLifetime
{
    public const string Now = "2026-02-02T10:00:00Z";

    private Installation? _installation;
    private int _children;

    internal Api Api => _installation!.Api;

    public string Output => _installation?.Output() ?? "";

    public async Task InitializeAsync() => _installation = await Installation.StartAsync(Now);

    public async Task DisposeAsync()
    {
        if (_installation is not null)
            await _installation.DisposeAsync();
    }

    /// <summary>A local id that no other test of the class uses.</summary>
    public string NewChild() => $"shared-{Interlocked.Increment(ref _children)}";

    /// <summary>A case of a child of its own that is being assessed.</summary>
    internal async Task<Story> AssessingAsync()
    {
        var child = NewChild();
        var story = new Story(() => Api);
        await story.RaiseAsync(new Step(
            At: Now, By: new Person(child, "Sky Long", "Agency", "school"), Type: "ReferralReceived", Data: Referrals.Of(child, Now), State: "Referred",
            Changes: ["opened referralDecision-1 2026-02-03"]));
        await story.RaiseAsync(new Step(
            At: Now, By: People.Manager, Type: "ReferralDecision", Data: """{ "outcome": "assess" }""", State: "Assessing",
            Changes: ["met referralDecision-1", "opened assessment-1 2026-04-08"]));
        return story;
    }
}
