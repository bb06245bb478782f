using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Access;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>What comes from outside is a text, never a piece of a filter, a key, a path or a header (F23).</summary>
public sealed class InjectionTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Everywhere = CaseApi.Token("hos.1", null, null, "HeadOfService");

    public static TheoryData<string> Hostile =>
        [
            "' or '1' eq '1",
            "north' or Team ne 'x",
            "x') or (PartitionKey ne '",
            "''",
            "%27 or 1 eq 1",
            "a/b\\c#d?e",
            "../../Cases",
            "..%2f..%2fCases",
            "\u0000",
            "\r\nX-Evil: 1",
            "<svg onload=alert(1)>",
            "=cmd|' /C calc'!A0",
            "\ud83d\ude00",
            "name-Q",
            "~~",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Lists_HostileText_IsLookedUpLiterally(string text)
    {
        await api.OpenAsync();
        var value = Uri.EscapeDataString(text);

        foreach (
            var query in new[]
            {
                $"cases?team={value}",
                $"cases?worker={value}",
                $"cases?team=north&worker={value}",
                $"worklist?team={value}",
                $"worklist?team=north&worker={value}",
                $"access?subject={value}",
            })
        {
            using var listed = await api.GetAsync("/api/" + query, Everywhere);
            // No text of ours has a control character, so nothing is looked up by one.
            Assert.Equal(text == "\0" ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, listed.StatusCode);
            Assert.Empty(JsonNode.Parse(await listed.Content.ReadAsStringAsync())!["items"]?.AsArray() ?? []);
        }

        using var found = await api.GetAsync($"/api/cases?q={value}", Everywhere);
        Assert.Equal(text.Any(char.IsDigit) ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, found.StatusCode);
        Assert.DoesNotContain("Ida Quince", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Search_HostileText_IsLookedUpLiterally(string text)
    {
        await api.OpenAsync();

        using var found = await api.SendAsync(
            HttpMethod.Post, "/api/cases/search", Everywhere, JsonSerializer.Serialize(new { name = text }));

        Assert.True(found.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{found.StatusCode}");
        Assert.DoesNotContain("Ida Quince", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Cursor_WithHostileText_GoesNowhereElse(string text)
    {
        var south = await api.OpenAsync("south");
        var cursor = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

        foreach (var path in new[] { $"/api/cases?team=north&cursor={cursor}", $"/api/worklist?team=north&cursor={cursor}" })
        {
            using var response = await api.GetAsync(path, Everywhere);
            // Some sort within the list's keys, and are looked up as the text that they are.
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{path}: {response.StatusCode}");
            Assert.DoesNotContain(south.CaseId, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var raw = await api.GetAsync(
            $"/api/cases?cursor={Uri.EscapeDataString(text + "'")}", CaseApi.Token("sw.1", "north", null, "SocialWorker"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, raw.StatusCode);
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("7e7e")]
    [InlineData("00")]
    public async Task Cursor_ThatNoListGaveOut_IsRefused(string cursor)
    {
        foreach (var path in new[] { "/api/cases?team=north", "/api/worklist?team=north", "/api/approvals?team=north" })
        {
            using var response = await api.GetAsync($"{path}&cursor={cursor}", Everywhere);

            Assert.True(response.StatusCode == HttpStatusCode.UnprocessableEntity, $"{path}: {response.StatusCode}");
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task CaseId_ThatIsNone_IsUnknown(string text)
    {
        using var response = await api.GetAsync($"/api/cases/{Uri.EscapeDataString("x" + text)}/deadlines", Everywhere);

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode}");
        Assert.False(response.Headers.Contains("X-Evil"));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task EventId_OfAnyText_IsAKeyOfTheCaller(string text)
    {
        var story = await api.OpenAsync();

        using var response = await api.GetAsync(
            $"/api/cases/{story.CaseId}/events/{Uri.EscapeDataString("x" + text)}", CaseApi.Token("sw.1", "north", null, "SocialWorker"));

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode}");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Account_WithAHostileName_IsLoggedUnderThatName(string text)
    {
        var (story, subject) = (await api.OpenAsync(), "s" + text);

        await api.ReadAsync($"/api/cases/{story.CaseId}", CaseApi.Token(subject, "north", null, "TeamManager"));

        Assert.Equal(subject, Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items).Subject);
        Assert.Equal(story.CaseId, Assert.Single((await api.LogOfSubjectAsync(subject)).Items).CaseId);
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("          ")]
    public async Task BreakGlass_WithoutAReason_IsRefused(string reason)
    {
        var story = await api.OpenAsync("south");

        using var response = await api.GetAsync(
            $"/api/cases/{story.CaseId}", CaseApi.Token("sw.1", "north", null, "SocialWorker"), (BreakGlass.Header, reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }
}
