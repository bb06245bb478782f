using System.Text.Json.Nodes;
using ChildProtection.Functions.Access.AuditLog;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>What the log of an account shows of restricted cases: nothing to managers, who and when to auditors.</summary>
public sealed class HiddenCaseLogTests(CaseApi api) : IClassFixture<CaseApi>
{
    [Fact]
    public async Task SubjectLog_ToAManager_ShowsCasesOfTheTeamThatAreNotHidden()
    {
        var (own, other, restricted) = (await api.OpenAsync(), await api.OpenAsync("south"), await api.OpenAsync());
        var everywhere = CaseApi.Token("busy.1", null, null, "HeadOfService");
        foreach (var story in new[] { own, other, restricted })
            await api.ReadAsync($"/api/cases/{story.CaseId}", everywhere);
        await api.RestrictAsync(restricted, "sm.1");

        Assert.Equal([own.CaseId], await CasesOfAsync(CaseApi.Token("mgr.1", "north", null, "TeamManager")));
        // An auditor sees that a hidden case was touched, by whom and when.
        var audited = await EntriesAsync(CaseApi.Token("aud.1", null, null, "Auditor"));
        Assert.Equal([own.CaseId, other.CaseId], audited.Take(2).Select(entry => (string?)entry!["caseId"]));
        var hidden = Assert.Single(audited.Skip(2))!.AsObject();
        Assert.Matches("^hidden#[0-9a-f]{32}$", (string?)hidden["caseId"]);
        Assert.Equal("busy.1", (string?)hidden["subject"]);
        Assert.NotNull(hidden["at"]);
        foreach (var field in new[] { "team", "section", "event", "role", "kind", "reason", "result", "source", "session" })
            Assert.Null(hidden[field]);

        async Task<JsonArray> EntriesAsync(string token) =>
            (await api.ReadAsync("/api/access?subject=busy.1", token))["items"]!.AsArray();

        async Task<IEnumerable<string?>> CasesOfAsync(string token) =>
            (await EntriesAsync(token)).Select(entry => (string?)entry!["caseId"]);
    }

    [Fact]
    public async Task SubjectLog_OfWhoListedAHiddenCase_NamesItToNobodyElse()
    {
        var story = await api.OpenAsync();
        await api.RestrictAsync(story, "lister.1");
        var shown = await api.ReadAsync("/api/cases?team=north&limit=500", CaseApi.Token("lister.1", null, null, "ServiceManager"));
        Assert.Contains(shown["items"]!.AsArray(), item => (string?)item!["caseId"] == story.CaseId);

        foreach (var (role, expected) in new[] { ("Auditor", 1), ("HeadOfService", 0) })
        {
            var log = await api.ReadAsync("/api/access?subject=lister.1", CaseApi.Token("other.reader", null, null, role));
            Assert.DoesNotContain(story.CaseId, log.ToJsonString(), StringComparison.Ordinal);
            var returned = log["items"]!.AsArray().SelectMany(entry => entry!["returned"]!.AsArray()).Select(one => (string)one!);
            Assert.Equal(expected, returned.Count(one => one.StartsWith("hidden#", StringComparison.Ordinal)));
        }
    }

    /// <summary>Who asks for ids and reads the own log must not learn which of them is a hidden case.</summary>
    [Theory]
    [InlineData("asker.1", "HeadOfService")]
    [InlineData("asker.2", "Auditor")]
    public async Task SubjectLog_OfWhoAskedForAHiddenAndAnUnknownCase_ShowsThemAlike(string account, string role)
    {
        var (hidden, unknown) = (await api.OpenAsync(), Guid.NewGuid().ToString("D"));
        await api.RestrictAsync(hidden, "sm.1");
        var asker = CaseApi.Token(account, null, null, role);
        foreach (var id in new[] { hidden.CaseId, unknown })
        {
            using var refused = await api.GetAsync($"/api/cases/{id}/chronology", asker);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
        }

        var log = (await api.ReadAsync($"/api/access?subject={account}", asker))["items"]!.AsArray();

        var entries = log.Where(entry => (int?)entry!["result"] == 404).Select(entry => entry!.AsObject()).ToArray();
        Assert.Equal(2, entries.Length);
        Assert.All(entries, entry => Assert.Matches("^unknown#[0-9a-f]{32}$", (string?)entry["caseId"]));
        foreach (var field in new[] { "at", "caseId", "source" })
            _ = entries.All(entry => entry.Remove(field));
        Assert.Equal(entries[0].ToJsonString(), entries[1].ToJsonString());
    }

    [Fact]
    public async Task SubjectLog_OfWhoFoundAHiddenCase_DoesNotSayByWhat()
    {
        var story = await api.OpenAsync();
        await api.RestrictAsync(story, "finder.1");
        await api.ReadAsync($"/api/cases?team=north&q={story.LocalId}", CaseApi.Token("finder.1", null, null, "ServiceManager"));

        var log = await api.ReadAsync("/api/access?subject=finder.1", CaseApi.Token("aud.7", null, null, "Auditor"));

        var found = Assert.Single(log["items"]!.AsArray(), entry => entry!["returned"]!.AsArray().Count > 0)!;
        Assert.Empty(found["asked"]!.AsArray());
    }

    /// <summary>A message has no status by which its refusal could be told.</summary>
    [Fact]
    public async Task SubjectLog_OfRefusedMessages_ShowsHiddenAndUnknownCasesAlike()
    {
        var hidden = await api.OpenAsync();
        await api.RestrictAsync(hidden, "sm.1");
        var log = new AccessLog(api.Tables);
        foreach (var (id, number) in new[] { (hidden.CaseId, 1), (Guid.NewGuid().ToString("D"), 2) })
            await log.AppendAsync(Refused(id), number, default);

        var shown = await api.ReadAsync("/api/access?subject=agency%2Fschool", CaseApi.Token("hos.7", null, null, "HeadOfService"));

        var ids = shown["items"]!.AsArray().Select(entry => (string?)entry!["caseId"]).ToArray();
        Assert.Equal(2, ids.Length);
        Assert.All(ids, id => Assert.Matches("^unknown#[0-9a-f]{32}$", id));
    }

    private static AccessEntry Refused(string caseId) => new()
    {
        At = TimeProvider.System.GetUtcNow(),
        Subject = "agency/school",
        Role = "Agency",
        CaseId = caseId,
        Section = "agency-events",
        Kind = AccessKind.Refused,
        InvocationId = "message",
    };
}
