using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>N-12 over HTTP: who may move a case at all, and to which team.</summary>
public sealed class TeamMoveRefusalTests(CaseApi api) : IClassFixture<CaseApi>
{
    [Theory]
    [InlineData("TeamManager", "east")]
    [InlineData("SocialWorker", "north")]
    [InlineData("ConferenceChair", "north")]
    [Obligation("N-12")]
    public async Task TeamChanged_ByWhoManagesNeitherTeam_IsForbidden(string role, string team)
    {
        var (status, problem) = await MoveAsync("south", role, team);

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (status, Name(problem)));
    }

    [Theory]
    [InlineData("nroth", "TeamManager", "north")]
    [InlineData("nroth", "ServiceManager", null)]
    [Obligation("N-12")]
    public async Task TeamChanged_ToATeamThatIsNotOpen_NamesTheOpenOnes(string to, string role, string? team)
    {
        var (status, problem) = await MoveAsync(to, role, team);

        var (pointer, fault) = Assert.Single(problem["errors"]!.AsObject());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/data/toTeam"), (status, pointer));
        Assert.Contains("duty, north, south, east, west", fault!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TeamChanged_ToThePresentTeam_NamesTheField()
    {
        var (status, problem) = await MoveAsync("north", "ServiceManager", null);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/data/toTeam"), (status, Assert.Single(problem["errors"]!.AsObject()).Key));
    }

    private static string Name(JsonObject problem) => ((string)problem["type"]!).Split('/')[^1].Split(':')[^1];

    private async Task<(HttpStatusCode Status, JsonObject Problem)> MoveAsync(string to, string role, string? team)
    {
        var story = await api.OpenAsync();
        using var answer = await api.SendAsync(
            HttpMethod.Post,
            $"/api/cases/{story.CaseId}/events",
            CaseApi.Token("mover.1", team, null, role),
            $$"""
            { "type": "TeamChanged", "occurredOn": "2026-02-03",
              "data": { "toTeam": "{{to}}", "reason": "Moved house.", "handoverOn": "2026-02-03", "familyTold": true } }
            """,
            ("Idempotency-Key", "move-" + story.LocalId));
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
