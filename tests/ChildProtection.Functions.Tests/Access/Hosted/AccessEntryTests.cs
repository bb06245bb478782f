using System.Net;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>What an entry of the access log tells beside who did what to which case.</summary>
public sealed class AccessEntryTests(CaseApi api) : IClassFixture<CaseApi>
{
    [Fact]
    public async Task List_OverCases_IsLoggedWithWhatWasAskedAndShown()
    {
        var story = await api.OpenAsync();

        await api.ReadAsync($"/api/cases?q={story.LocalId}&limit=5", CaseApi.Token("lister.2", "north", null, "SocialWorker"));

        var entry = Assert.Single((await api.LogOfSubjectAsync("lister.2")).Items);
        Assert.Collection(entry.Asked, limit => Assert.Equal("limit=5", limit), asked => Assert.Matches("^q=#[0-9a-f]{32}$", asked));
        Assert.Equal([story.CaseId], entry.Returned);
        Assert.Equal(("north", 200, "s-1"), (entry.Team, entry.Result, entry.Session));
        Assert.Contains("127.0.0.1", entry.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ForNames_LeavesAHashThatIsTheSameForTheSameName()
    {
        var story = await api.OpenAsync();
        foreach (var name in new[] { "Quince", "quince", "Ida" })
        {
            var token = CaseApi.Token("lister.3", "north", null, "SocialWorker");
            using var found = await api.SendAsync(HttpMethod.Post, "/api/cases/search", token, $$"""{ "name": "{{name}}" }""");
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        }

        var entries = (await api.LogOfSubjectAsync("lister.3")).Items;
        Assert.All(entries, entry => Assert.Contains(story.CaseId, entry.Returned));
        Assert.All(entries, entry => Assert.Matches("^name=#[0-9a-f]{32}$", Assert.Single(entry.Asked)));
        Assert.Equal([true, false], entries.Skip(1).Select(entry => entry.Asked[0] == entries[0].Asked[0]));
    }

    [Fact]
    public async Task Refusal_OfARead_HasItsResult()
    {
        var story = await api.OpenAsync("south");

        using var refused = await api.GetAsync($"/api/cases/{story.CaseId}", CaseApi.Token("refused.2", "north", null, "SocialWorker"));

        var entry = Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items);
        Assert.Equal((403, "s-1"), (entry.Result, entry.Session));
    }
}
