using EndToEnd.Stories;

namespace EndToEnd.Harness;

/// <summary>One installation for all tests of a class; the clock stands still at ten in the morning of Monday 2 February 2026.</summary>
public class SharedInstallation : IAsyncLifetime
{
    public const string Now = "2026-02-02T10:00:00Z";

    private Installation? _installation;
    private Task<Story>? _untouched;
    private int _children;

    /// <summary>Settings of the app, each as <c>NAME=VALUE</c>.</summary>
    private protected virtual string[] Settings => [];

    internal Installation Installed => _installation!;

    internal Api Api => _installation!.Api;

    public string Output => _installation?.Output() ?? "";

    public async Task InitializeAsync() => _installation = await Installation.StartAsync(Now, Settings);

    public async Task DisposeAsync()
    {
        if (_installation is not null)
            await _installation.DisposeAsync();
    }

    /// <summary>A local id that no other test of the class uses.</summary>
    public string NewChild() => $"shared-{Interlocked.Increment(ref _children)}";

    /// <summary>One case that is being assessed, for all tests that prove that nothing changes it.</summary>
    internal Task<Story> UntouchedAsync() => _untouched ??= AssessingAsync();

    /// <summary>A case of a child of its own that is being assessed.</summary>
    internal Task<Story> AssessingAsync()
    {
        var child = NewChild();
        return Assessing.CaseAsync(() => Api, child, new Person(child, "Sky Long", "Agency", "school"));
    }
}
