using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Hosted;

public sealed class AccessLogTests(CaseApi api) : IClassFixture<CaseApi>
{
    private const string Emergency = "Child at the police station tonight";

    [Fact]
    public async Task Read_OfACase_IsLoggedByCaseAndBySubject()
    {
        var (story, subject) = (await api.OpenAsync(), "reader.1");

        await api.ReadAsync($"/api/cases/{story.CaseId}/deadlines", CaseApi.Token(subject, "north", null, "SocialWorker"));

        var entry = Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items);
        Assert.Equal((AccessKind.Read, "GetDeadlines", subject, "Name of reader.1", "SocialWorker", "north", false),
            (entry.Kind, entry.Section, entry.Subject, entry.Name, entry.Role, entry.Team, entry.OwnAllocation!.Value));
        Assert.Equal([entry], (await api.LogOfSubjectAsync(subject)).Items);
    }

    [Fact]
    public async Task List_OverCases_IsLoggedBySubject()
    {
        await api.ReadAsync("/api/cases?q=C-1", CaseApi.Token("lister.1", "north", null, "SocialWorker"));

        var entry = Assert.Single((await api.LogOfSubjectAsync("lister.1")).Items);
        Assert.Equal((AccessKind.Read, "ListCases", null), (entry.Kind, entry.Section, entry.CaseId));
    }

    [Theory]
    [InlineData("SocialWorker", "south", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("Administrator", "north", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("Agency", null, HttpStatusCode.NotFound, "not-found")]
    public async Task Refusal_OfARead_IsLoggedWithItsReason(string role, string? team, HttpStatusCode status, string problem)
    {
        var story = await api.OpenAsync();

        var token = CaseApi.Token("refused.1", team, role == "Agency" ? "police" : null, role);
        using var response = await api.GetAsync($"/api/cases/{story.CaseId}", token);

        Assert.Equal(status, response.StatusCode);
        var entry = Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items);
        Assert.Equal((AccessKind.Refused, problem, role), (entry.Kind, entry.Reason, entry.Role));
    }

    [Fact]
    public async Task Event_ThatIsRefusedAtTheDoor_IsLoggedWithItsType()
    {
        var story = await api.OpenAsync();
        const string Body = """{ "type": "CaseClosed", "occurredOn": "2026-02-03", "data": { "nonsense": 1 } }""";

        using var wrongRole = await api.SendAsync(
            HttpMethod.Post, $"/api/cases/{story.CaseId}/events", CaseApi.Token("door.1", "north", null, "SocialWorker"), Body);
        using var wrongBody = await api.SendAsync(
            HttpMethod.Post, $"/api/cases/{story.CaseId}/events", CaseApi.Token("door.2", "north", null, "TeamManager"), Body);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity), (wrongRole.StatusCode, wrongBody.StatusCode));
        Assert.Contains("TeamManager", await wrongRole.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            [("door.1", "forbidden"), ("door.2", "validation")],
            (await api.LogOfCaseAsync(story.CaseId))
                .Items.Where(entry => entry.Event == "CaseClosed")
                .Select(entry => (entry.Subject, entry.Reason))
                .Order());
    }

    [Fact]
    public async Task BreakGlass_WithAReason_OpensTheCaseAndIsLogged()
    {
        var story = await api.OpenAsync("south");
        var (path, token) = ($"/api/cases/{story.CaseId}", CaseApi.Token("night.1", "north", null, "SocialWorker"));

        using var refused = await api.GetAsync(path, token);
        var opened = await api.ReadAsync(path, token, (BreakGlass.Header, Emergency));

        Assert.Contains(BreakGlass.Header, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(story.CaseId, (string?)opened["caseId"]);
        var entry = Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items, entry => entry.Kind == AccessKind.BreakGlass);
        Assert.Equal(("night.1", Emergency, "south"), (entry.Subject, entry.Reason, entry.Team));
    }

    [Fact]
    public async Task BreakGlass_EveryRead_AlertsTheManagerUnderOneIdADay()
    {
        var story = await api.OpenAsync("south");
        foreach (var (reader, section) in new[] { ("alert.1", ""), ("alert.1", "/deadlines"), ("alert.2", "") })
            await api.ReadAsync(
                $"/api/cases/{story.CaseId}{section}",
                CaseApi.Token(reader, "north", null, "SocialWorker"),
                (BreakGlass.Header, Emergency));

        var alerts = api.Sent.All.Where(one => one.CaseId == story.CaseId).ToArray();
        Assert.All(alerts, one => Assert.Equal(("glassBroken", "teamManager", "south"), (one.Kind, one.Role, one.Team)));
        Assert.Equal(["alert.1", "alert.1", "alert.2"], alerts.Select(one => (string?)one.Data["reader"]));
        Assert.Equal(2, alerts.Select(one => one.Id).Distinct().Count());
        Assert.All(alerts, one => Assert.DoesNotContain("police", one.Data.ToJsonString(), StringComparison.Ordinal));
        Assert.Empty(await api.Tables.Cases.RowsAsync(story.CaseId, CaseKeys.OutboxPrefix, default).ToListAsync());
    }

    [Fact]
    public async Task BreakGlass_WhileTheBusIsAway_AnswersAndTheAlertIsSentLater()
    {
        var story = await api.OpenAsync("south");
        api.Sent.BusIsAway = true;
        try
        {
            await api.ReadAsync(
                $"/api/cases/{story.CaseId}", CaseApi.Token("alert.3", "north", null, "SocialWorker"), (BreakGlass.Header, Emergency));
        }
        finally
        {
            api.Sent.BusIsAway = false;
        }

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Equal(
            "glassBroken", Assert.Single(story.Sent.All, one => one.CaseId == story.CaseId && one.Kind != "referralReceived").Kind);
        Assert.Empty(
            await api
                .Tables.Pending.QueryAsync<Azure.Data.Tables.TableEntity>(
                    Azure.Data.Tables.TableClient.CreateQueryFilter($"CaseId eq {story.CaseId}"))
                .ToListAsync());
    }

    [Fact]
    public async Task Unauthenticated_Flood_LeavesOneEntryForEachFunctionAndSort()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            foreach (var authorization in new[] { null, "Basic secret-word", "Bearer secret-word" })
            {
                using var response = await api.GetUnbelievedAsync("/api/worklist", authorization);
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            }
        }

        var entries = (await api.LogOfSubjectAsync(UnauthenticatedLog.Subject))
            .Items.Where(entry => entry.Section == "GetWorklist")
            .ToArray();
        // An hour may have turned meanwhile.
        Assert.InRange(entries.Length, 2, 4);
        Assert.Equal(["invalid-token", "no-token"], entries.Select(entry => entry.Reason).Distinct().Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal((AccessKind.Refused, null), (entry.Kind, entry.CaseId)));
        Assert.DoesNotContain("secret-word", string.Join(' ', entries.Select(entry => entry.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/access", "TeamManager", HttpStatusCode.Forbidden)]
    [InlineData("/chronology", "BusinessSupport", HttpStatusCode.Forbidden)]
    [InlineData("/chronology", "Administrator", HttpStatusCode.Forbidden)]
    public async Task BreakGlass_WhereNoEmergencyCounts_OpensNothing(string section, string role, HttpStatusCode status)
    {
        var story = await api.OpenAsync("south");

        using var response = await api.GetAsync(
            $"/api/cases/{story.CaseId}{section}", CaseApi.Token("glass.1", "north", null, role), (BreakGlass.Header, Emergency));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task BreakGlass_OnARestrictedCase_FindsNothing()
    {
        var story = await api.OpenAsync("south");
        await api.RestrictAsync(story, "sm.1");

        using var response = await api.GetAsync(
            $"/api/cases/{story.CaseId}", CaseApi.Token("glass.2", "north", null, "SocialWorker"), (BreakGlass.Header, Emergency));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task CaseLog_OverItsPages_IsShownInOrder()
    {
        var story = await api.OpenAsync();
        for (var read = 0; read < 5; read++)
            await api.ReadAsync($"/api/cases/{story.CaseId}", CaseApi.Token($"pager.{read}", "north", null, "SocialWorker"));
        var auditor = CaseApi.Token("aud.1", null, null, "Auditor");

        var (shown, cursor) = (new List<string>(), "");
        do
        {
            var page = await api.ReadAsync($"/api/cases/{story.CaseId}/access?limit=2{cursor}", auditor);
            shown.AddRange(page["items"]!.AsArray().Select(entry => (string)entry!["subject"]!));
            cursor = page["nextCursor"] is JsonValue next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(
            [.. Enumerable.Range(0, 5).Select(read => $"pager.{read}")],
            shown.Where(subject => subject.StartsWith("pager", StringComparison.Ordinal)));
        Assert.Contains("aud.1", shown);
    }

    [Theory]
    [InlineData("", "subject")]
    [InlineData("?subject=x&from=2020-01-01&to=2026-01-01", "from")]
    [InlineData("?subject=x&cursor=zz", "cursor")]
    [InlineData("?subject=x&cursor=27206F72", "cursor")]
    [InlineData("?subject=x&cursor=ff", "cursor")]
    [InlineData("?subject=x&cursor=32303236303200", "cursor")]
    [InlineData("?subject=x&form=2026-01-01", "form")]
    [InlineData("?subject=x&to=9999-12-31&from=9999-12-01", "to")]
    public async Task SubjectLog_WrongQuery_Is422(string query, string place)
    {
        using var response = await api.GetAsync("/api/access" + query, CaseApi.Token("aud.1", null, null, "Auditor"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![place]);
    }
}
