using System.Net.Http.Json;
using System.Text.Json;
using ChildProtection.Functions.Tests.Access.Authentication;
using ChildProtection.Functions.Tests.Api.Hosted;

namespace ChildProtection.Functions.Tests.Teams.Hosted;

public sealed class TeamFunctionsTests(HostedApi api) : IClassFixture<HostedApi>
{
    [Fact]
    public async Task ListTeams_ByStaff_HasTheManagersAndOneDefault()
    {
        var teams = (await ReadAsync("/api/teams", Tokens.Of())).GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(["duty"], teams.Where(team => team.GetProperty("default").GetBoolean()).Select(Code));
        Assert.Contains("north", teams.Where(team => team.GetProperty("open").GetBoolean()).Select(Code));
        Assert.All(teams, team => Assert.Equal(JsonValueKind.Array, team.GetProperty("managers").ValueKind));
    }

    [Fact]
    public async Task ListTeams_ByAnAgency_NamesNoAccountsOfTheAuthority()
    {
        var teams = (await ReadAsync("/api/teams?limit=2", School())).GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(2, teams.Length);
        Assert.All(teams, team => Assert.Equal(JsonValueKind.Null, team.GetProperty("managers").ValueKind));
    }

    [Fact]
    public async Task GetMe_BySocialWorker_SaysRolesAndTeam()
    {
        var me = await ReadAsync("/api/me", Tokens.Of());

        Assert.Equal("sw.1", me.GetProperty("subject").GetString());
        Assert.Equal(["SocialWorker"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(("north", "North team"), (me.GetProperty("team").GetString(), me.GetProperty("teamTitle").GetString()));
    }

    [Fact]
    public async Task GetMe_ByAnAgency_SaysWhichAndNoTeam()
    {
        var me = await ReadAsync("/api/me", School());

        Assert.Equal("school", me.GetProperty("agency").GetString());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("team").ValueKind);
    }

    private static string? Code(JsonElement team) => team.GetProperty("code").GetString();

    private static string School() => Tokens.Of(new Dictionary<string, object>
    {
        ["sub"] = "school.1",
        ["roles"] = new[] { "Agency" },
        ["agency"] = "school",
    });

    private async Task<JsonElement> ReadAsync(string path, string token)
    {
        using var response = await api.GetAsync(path, token);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
