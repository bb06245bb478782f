using System.Net;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Tests.Access.Hosted;

namespace ChildProtection.Functions.Tests.DeadLettering.Hosted;

/// <summary>What a letter says is for managers who may read its case now, and is a read of that case.</summary>
public sealed class DeadLetterContentTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Administrator = LetterScene.Administrator("admin.1");
    private static readonly string Manager = LetterScene.Manager("mgr.9");

    [Fact]
    public async Task Administrator_OverEveryRoute_SeesNoWord()
    {
        var scene = await LetterScene.BuryAsync(api, await api.OpenAsync(), "Quincewords");

        foreach (var path in (string[])["/api/dead-letters", scene.Path, scene.Path + "/content"])
        {
            using var response = await api.GetAsync(path, Administrator);
            Assert.DoesNotContain("Quincewords", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var content = await api.GetAsync(scene.Path + "/content", Administrator);
        Assert.Equal(HttpStatusCode.Forbidden, content.StatusCode);
    }

    [Fact]
    public async Task Manager_OfTheCase_ReadsItAndIsLoggedAsAReaderOfTheCase()
    {
        var scene = await LetterScene.BuryAsync(api, await api.OpenAsync(), "Quincewords");

        var content = await api.ReadAsync(scene.Path + "/content", Manager);

        Assert.Contains("Quincewords", (string)content["body"]!, StringComparison.Ordinal);
        var read = Assert.Single((await api.LogOfCaseAsync(scene.Story.CaseId)).Items, entry => entry.Section == "GetDeadLetterContent");
        Assert.Equal(("mgr.9", AccessKind.Read, "TeamManager"), (read.Subject, read.Kind, read.Role));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Manager_WhoMayNotReadTheCase_FindsNoLetter(bool restricted)
    {
        var story = await api.OpenAsync(restricted ? "north" : "south");
        var scene = await LetterScene.BuryAsync(api, story, "Quincewords");
        if (restricted)
            await api.RestrictAsync(story, "someone.else");

        foreach (var path in (string[])[scene.Path, scene.Path + "/content"])
        {
            using var answer = await api.GetAsync(path, Manager);
            using var none = await api.GetAsync(path.Replace(scene.Id, "events.99999", StringComparison.Ordinal), Manager);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(
                (await none.Content.ReadAsStringAsync()).Replace("events.99999", scene.Id, StringComparison.Ordinal),
                await answer.Content.ReadAsStringAsync());
        }

        var listed = (await api.ReadAsync("/api/dead-letters?limit=500", Manager))["items"]!.AsArray();
        Assert.DoesNotContain(listed, letter => (string?)letter!["id"] == scene.Id);
    }

    [Fact]
    public async Task Letter_AboutNoCase_IsForManagersOfEveryTeam()
    {
        var subject = $"child/{Guid.NewGuid():N}";
        var scene = await LetterScene.BuryAboutAsync(api, subject, "Quincewords");
        using var refused = await api.GetAsync(scene + "/content", Manager);

        var content = await api.ReadAsync(scene + "/content", CaseApi.Token("sm.1", null, null, "ServiceManager"));

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("Quincewords", (string)content["body"]!, StringComparison.Ordinal);
    }
}
