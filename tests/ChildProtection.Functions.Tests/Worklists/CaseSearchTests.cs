using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Tests.Access.Hosted;

namespace ChildProtection.Functions.Tests.Worklists;

/// <summary>Searching over HTTP.</summary>
public sealed class CaseSearchTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Worker = CaseApi.Token("searcher.1", "north", null, "SocialWorker");

    [Fact]
    public async Task Search_ByGivenName_FindsTheOwnTeamsCaseAndIsLogged()
    {
        var (own, other) = (await api.OpenAsync(), await api.OpenAsync("south"));

        using var response = await SearchAsync("""{ "name": "IDA", "limit": 500 }""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var found = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var cases = found["items"]!.AsArray().Select(item => item!["caseId"]!.ToString()).ToArray();
        Assert.Contains(own.CaseId, cases);
        Assert.DoesNotContain(other.CaseId, cases);
        Assert.Contains(
            (await api.LogOfSubjectAsync("searcher.1")).Items,
            entry => (entry.Kind, entry.Section, entry.CaseId) == (AccessKind.Read, "SearchCases", null));
    }

    [Fact]
    public async Task Search_RestrictedCase_IsHiddenFromWhoMustNotKnow()
    {
        var story = await api.OpenAsync();
        await api.RestrictAsync(story, "someone.else");

        using var response = await SearchAsync("""{ "name": "Quince", "limit": 500 }""");

        Assert.DoesNotContain(story.CaseId, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_WithTheCursorOfARestrictedCase_IsRefusedAsAnyOther()
    {
        var story = await api.OpenAsync();
        await api.RestrictAsync(story, "someone.else");

        using var response = await SearchAsync($$"""{ "name": "Quince", "cursor": "0-{{Guid.Parse(story.CaseId):N}}" }""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task List_ByAName_SaysWhereNamesAreLookedFor()
    {
        using var response = await api.GetAsync("/api/cases?q=Quince", Worker);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var fault = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!["q"]![0]!.ToString();
        Assert.Contains("POST /api/cases/search", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("Quince", fault, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SearchAsync(string body) => api.SendAsync(HttpMethod.Post, "/api/cases/search", Worker, body);
}
