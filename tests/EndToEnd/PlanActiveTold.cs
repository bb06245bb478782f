using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace EndToEnd;

/// <summary>S-A as far as the first core group, on the afternoon of that day; each agency has received what waited for it.</summary>
public sealed class PlanActiveTold : IAsyncLifetime
{
    /// <summary>Another authority, which has entities on the bus too.</summary>
    internal const string Authority = "authority-devon";

    private const string Now = "2026-03-06T15:00:00Z";
    private Installation? _installation;

    internal Installation App => _installation!;

    internal Story Story { get; private set; } = null!;

    /// <summary>By agency, in the order of arrival.</summary>
    internal Dictionary<string, IReadOnlyList<JsonNode>> Received { get; } = [];

    public async Task InitializeAsync()
    {
        _installation = await Installation.StartAsync(StoryA.Begins, $"Agencies=school,police,health,{Authority}");
        Story = await TellAsync(_installation);
        foreach (var agency in (string[])["school", "police", "health"])
            Received[agency] = await new BusPlayer(_installation.Api, agency).ReceiveAsync();
    }

    public async Task DisposeAsync()
    {
        if (_installation is not null)
            await _installation.DisposeAsync();
    }

    internal static async Task<Story> TellAsync(Installation app)
    {
        var story = new Story(() => app.Api);
        await story.TellAsync(StoryA.Steps.TakeWhile(step => string.CompareOrdinal(step.At, "2026-03-07") < 0));
        await app.Api.AdvanceToAsync(Now);
        return story;
    }
}
