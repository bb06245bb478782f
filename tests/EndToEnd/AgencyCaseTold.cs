using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace EndToEnd;

/// <summary>The story of three agencies told once, undisturbed; each agency has received what waits for it.</summary>
public sealed class AgencyCaseTold : IAsyncLifetime
{
    private Installation? _installation;

    internal static IReadOnlyList<string> Agencies { get; } = ["school", "police", "health"];

    internal Installation App => _installation!;

    internal AgencyCase Case { get; private set; } = null!;

    internal CaseRecord Record { get; private set; } = null!;

    /// <summary>What the app has measured and traced of it.</summary>
    internal TelemetryReceiver Telemetry { get; private set; } = null!;

    /// <summary>By agency, in the order of arrival.</summary>
    internal Dictionary<string, IReadOnlyList<JsonNode>> Received { get; } = [];

    public async Task InitializeAsync()
    {
        Telemetry = TelemetryReceiver.Start();
        _installation = await Installation.StartAsync(StoryA.Begins, Telemetry.Settings);
        try
        {
            Case = new AgencyCase(_installation);
            await Case.TellAsync(async message =>
            {
                await Case.SendAsync(message);
                await Case.RestAsync();
                if (message.Type == "ReferralReceived")
                    await Case.OpenedAsync();
            });
            Record = await CaseRecord.ReadAsync(App.Api, Case.Story.CasePath);
            foreach (var agency in Agencies)
                Received[agency] = await Case.Player(agency).ReceiveAsync();
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
        Telemetry?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class AgencyCaseCollection : ICollectionFixture<AgencyCaseTold>
{
    public const string Name = "The story of three agencies";
}
