using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Api;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>What else could give away a case that must not be known: another's problem, a page, a cursor, the work.</summary>
public sealed class HiddenCaseTests(CaseApi api) : IClassFixture<CaseApi>
{
    [Theory]
    [InlineData("Agency", null, "police", false)]
    [InlineData("Agency", null, "school", true)]
    [InlineData("SocialWorker", "south", null, true)]
    public async Task Referral_OfAChildWithAnOpenCase_NamesItToItsPartiesAlone(string role, string? team, string? agency, bool isNamed)
    {
        var story = await api.OpenAsync();

        var problem = await ReferAsync(story.LocalId, CaseApi.Token("second.1", team, agency, role));

        Assert.Equal(isNamed ? story.CaseId : null, (string?)problem["caseId"]);
    }

    [Fact]
    public async Task Referral_OfAChildWithARestrictedCase_ReadsAsThatOfACaseOfOthers()
    {
        var (others, restricted) = (await api.OpenAsync(), await api.OpenAsync());
        await api.RestrictAsync(restricted, "someone.else");
        var police = CaseApi.Token("second.2", null, "police", "Agency");

        Assert.Equal(
            (await ReferAsync(others.LocalId, police)).ToJsonString(), (await ReferAsync(restricted.LocalId, police)).ToJsonString());
    }

    [Fact]
    public async Task SubjectLog_WithEntriesOfAHiddenCase_HasFullPagesOfTheOthers()
    {
        var (hidden, shown) = (await api.OpenAsync(), await api.OpenAsync());
        var everywhere = CaseApi.Token("paged.1", null, null, "HeadOfService");
        foreach (var story in new[] { shown, hidden, hidden, hidden, shown, hidden })
            await api.ReadAsync($"/api/cases/{story.CaseId}", everywhere);
        await api.RestrictAsync(hidden, "sm.1");
        var head = CaseApi.Token("hos.2", null, null, "HeadOfService");

        var first = await api.ReadAsync("/api/access?subject=paged.1&limit=1", head);
        var second = await api.ReadAsync($"/api/access?subject=paged.1&limit=1&cursor={first["nextCursor"]}", head);

        Assert.All([first, second], page => Assert.Equal(shown.CaseId, (string?)Assert.Single(page["items"]!.AsArray())!["caseId"]));
        Assert.Null(second["nextCursor"]);
    }

    [Fact]
    public async Task Cursor_OfAListAboutPeople_ShowsNothingAndServesOneAccountOnOneList()
    {
        var story = await api.OpenAsync();
        foreach (var _ in Enumerable.Range(0, 3))
            await api.ReadAsync($"/api/cases/{story.CaseId}", CaseApi.Token("paged.2", "north", null, "SocialWorker"));
        var (auditor, other) = (CaseApi.Token("aud.3", null, null, "Auditor"), CaseApi.Token("aud.4", null, null, "Auditor"));

        var cursor = (string)(await api.ReadAsync("/api/access?subject=paged.2&limit=1", auditor))["nextCursor"]!;

        Assert.DoesNotContain("2026", Encoding.Latin1.GetString(Convert.FromBase64String(Padded(cursor))), StringComparison.Ordinal);
        foreach (var (path, token) in new[]
        {
            ($"/api/access?subject=paged.2&limit=1&cursor={cursor}", other),
            ($"/api/cases/{story.CaseId}/access?limit=1&cursor={cursor}", auditor),
            ($"/api/access?subject=paged.2&limit=1&cursor={Convert.ToHexStringLower("20260101T000000"u8)}", auditor),
        })
        {
            using var refused = await api.GetAsync(path, token);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
    }

    [Fact]
    public async Task HiddenAndUnknownCase_OnEveryRoute_CostTheSameRequestsToTheStore()
    {
        var restricted = await api.OpenAsync();
        await api.RestrictAsync(restricted, "someone.else");
        var unknown = Guid.NewGuid().ToString("D");

        List<string> different = [];
        foreach (var route in ApiRoutes.All.Where(route => route.Path.StartsWith("cases/{caseId}", StringComparison.Ordinal)))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var (nothing, hidden) = (await WorkAsync(route, role, unknown), await WorkAsync(route, role, restricted.CaseId));
                if (nothing != hidden)
                    different.Add($"{nothing}{Environment.NewLine}{hidden}");
            }
        }

        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different));
    }

    private async Task<string> WorkAsync(ApiRoute route, Role role, string caseId)
    {
        using var requests = new StoreRequests(api.Tables, caseId);
        var path = route.Path.Replace("{caseId}", caseId, StringComparison.Ordinal).Replace("{eventId}", "none", StringComparison.Ordinal)
            .Replace("{accessId}", "none", StringComparison.Ordinal).Replace("{version}", "0", StringComparison.Ordinal);
        const string Body = """{ "type": "NewConcern", "occurredOn": "2026-02-03", "data": { "unknownField": true } }""";
        var token = CaseApi.Token("work." + role, "north", role == Role.Agency ? "school" : null, role.ToString());
        using var response = await api.SendAsync(
            new HttpMethod(route.Method), "/api/" + path, token, route.Method is "POST" or "PUT" ? Body : null);
        return $"{route.Function} {role} {response.StatusCode}: {requests.Seen}";
    }

    private async Task<JsonObject> ReferAsync(string localId, string token)
    {
        using var response = await api.SendAsync(HttpMethod.Post, "/api/referrals", token, $$"""
            { "referralSource": "2A", "concern": "Seen again", "team": "north",
              "child": { "localId": "{{localId}}", "givenName": "Ida", "familyName": "Quince", "dateOfBirth": "2019-05-14" } }
            """);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private static string Padded(string base64Url) =>
        base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');
}
