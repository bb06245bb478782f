using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.Tests.Access.Authentication;

namespace ChildProtection.Functions.Tests.Api.Hosted;

public sealed class PipelineTests(HostedApi api) : IClassFixture<HostedApi>
{
    public static TheoryData<string, string?, string> Unbelievable => new()
    {
        { "no token", null, "Bearer" },
        { "expired", Tokens.Of(expiresIn: TimeSpan.FromMinutes(-5)), "Bearer error=\"invalid_token\"" },
        { "foreign key", Tokens.Of(key: Tokens.ForeignKey), "Bearer error=\"invalid_token\"" },
        { "unsigned", Tokens.Of(signed: false), "Bearer error=\"invalid_token\"" },
        { "unknown role", Tokens.Of(Tokens.With("roles", new[] { "Wizard" })), "Bearer error=\"invalid_token\"" },
    };

    [Theory]
    [MemberData(nameof(Unbelievable))]
    public async Task Request_WithoutABelievableToken_Is401(string what, string? token, string challenge)
    {
        foreach (var path in new[] { "/api/probe", "/api/procedures" })
        {
            var response = await api.GetAsync(path, token);

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, what);
            Assert.Equal(challenge, response.Headers.WwwAuthenticate.ToString());
            Assert.Equal("urn:childprotection:problem:unauthenticated", (await ProblemAsync(response)).GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Request_OtherScheme_Is401()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/probe");
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Tokens.Of());

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Request_GoodToken_ReachesTheFunctionAsItsCaller()
    {
        var response = await api.GetAsync("/api/probe", Tokens.Of());

        Assert.Equal("sw.1", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subject").GetString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    /// <summary>Its refusal could not be logged here, where no table is: then there is no answer either.</summary>
    [Fact]
    public async Task Request_FunctionInNoRouteTable_IsClosedAndWithoutALogUnanswered()
    {
        var response = await api.GetAsync("/api/forgotten", Tokens.Of(Tokens.With("roles", new[] { "HeadOfService", "Administrator" })));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("urn:childprotection:problem:storage-unavailable", (await ProblemAsync(response)).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/api/health/live", HttpStatusCode.OK)]
    [InlineData("/api/openapi.json", HttpStatusCode.OK)]
    [InlineData("/api/health/ready", HttpStatusCode.ServiceUnavailable)]
    public async Task Request_AnonymousRoute_NeedsNoToken(string path, HttpStatusCode status)
    {
        var response = await api.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        Assert.Null(response.Headers.CacheControl);
    }

    [Theory]
    [InlineData("/api/health/live")]
    [InlineData("/api/health/ready")]
    [InlineData("/api/probe")]
    [InlineData("/api/nowhere")]
    public async Task Answer_OfEveryKind_IsTakenForWhatItSaysItIs(string path)
    {
        var response = await api.GetAsync(path);

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(path != "/api/nowhere", response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Ready_TablesAway_NamesTheFailingCheckFirst()
    {
        var body = await (await api.GetAsync("/api/health/ready")).Content.ReadFromJsonAsync<JsonElement>();

        var first = body.GetProperty("checks")[0];
        Assert.Equal(
            ("unhealthy", "tables", "unhealthy"),
            (body.GetProperty("status").GetString(), first.GetProperty("name").GetString(), first.GetProperty("status").GetString()));
        Assert.NotEmpty(first.GetProperty("reason").GetString()!);
        Assert.Contains(body.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "engine");
    }

    [Theory]
    [InlineData("storage", HttpStatusCode.ServiceUnavailable, "storage-unavailable")]
    [InlineData("bug", HttpStatusCode.InternalServerError, "internal-error")]
    public async Task Request_FunctionThrows_TellsNothingOfTheInside(string what, HttpStatusCode status, string name)
    {
        var response = await api.GetAsync("/api/throw/" + what, Tokens.Of());
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("urn:childprotection:problem:" + name, JsonDocument.Parse(text).RootElement.GetProperty("type").GetString());
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DueDate_Icpc_IsCountedWithItsHolidays()
    {
        var response = await api.SendAsync(Post("""{ "parameter": "icpc", "anchorOn": "2026-03-26" }"""), Tokens.Of());
        var due = await response.Content.ReadFromJsonAsync<JsonElement>();

        string[] fields = ["parameter", "anchorOn", "dueOn", "scheduleBy", "dueAt", "explanation", "skipped", "source"];
        Assert.Equal(fields, due.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("2026-04-20", "2026-04-20T22:59:59Z"), (due.GetProperty("dueOn").GetString(), due.GetProperty("dueAt").GetString()));
        Assert.Equal("""{"on":"2026-04-03","name":"Good Friday"}""", due.GetProperty("skipped")[0].GetRawText());
    }

    [Theory]
    [InlineData("""{ "parameter": "icpx", "anchorOn": "2026-03-26" }""", "/parameter", "is not a parameter of EN-WT2023")]
    [InlineData(
        """{ "parameter": "quorum", "anchorOn": "2026-03-26" }""", "/parameter",
        "is not a date rule; name a parameter that gives a due date")]
    [InlineData("""{ "parameter": "icpc", "anchorOn": "26 March" }""", "/anchorOn", "must be a date as yyyy-MM-dd")]
    [InlineData("""{ "parameter": "rcpcFirst", "anchorOn": "9999-12-31" }""", "/anchorOn", "must be in the years 1900 to 2199")]
    [InlineData("""{ "parameter": "eighteenReview", "anchorOn": "0001-01-01" }""", "/anchorOn", "must be in the years 1900 to 2199")]
    public async Task DueDate_WrongField_Is422(string body, string place, string message)
    {
        var response = await api.SendAsync(Post(body), Tokens.Of());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(message, (await ProblemAsync(response)).GetProperty("errors").GetProperty(place)[0].GetString());
    }

    [Theory]
    [InlineData("/api/procedures/XX")]
    [InlineData("/api/procedures/S1-GUERNSEY?version=9.0")]
    [InlineData("/api/event-types/visitMade/schema")]
    public async Task Request_WhatDoesNotExist_Is404(string path)
    {
        var response = await api.GetAsync(path, Tokens.Of());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(path.Split('?')[0], (await ProblemAsync(response)).GetProperty("instance").GetString());
    }

    [Theory]
    [InlineData("/api/procedures?team=north", "team", "is no parameter of this address; it has limit, cursor")]
    [InlineData("/api/procedures/S1-GUERNSEY?Version=1.0&versions=1.0", "versions", "is no parameter of this address; it has version")]
    [InlineData("/api/event-types/VisitMade/schema?x", "x", "is no parameter of this address, which has none")]
    public async Task Request_UnknownQueryParameter_Is422(string path, string name, string message)
    {
        var response = await api.GetAsync(path, Tokens.Of());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(message, (await ProblemAsync(response)).GetProperty("errors").GetProperty(name)[0].GetString());
    }

    [Fact]
    public async Task EventTypes_WithoutALimit_AreAllThatCallersPost()
    {
        var page = await (await api.GetAsync("/api/event-types", Tokens.Of())).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(
            EventCatalogue.All.Where(type => !type.Indirect && type.Name != "ReferralReceived").Select(type => type.Name),
            page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task EventTypes_EveryPage_HasItsSchemas()
    {
        List<JsonElement> items = [];
        for (string? path = "/api/event-types?limit=20"; path is not null;)
        {
            var page = await (await api.GetAsync(path, Tokens.Of())).Content.ReadFromJsonAsync<JsonElement>();
            items.AddRange(page.GetProperty("items").EnumerateArray());
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 20);
            path = page.GetProperty("nextCursor").GetString() is { } cursor ? $"/api/event-types?limit=20&cursor={cursor}" : null;
        }

        Assert.Equal(EventComponents.Types.Select(type => type.Name), items.Select(item => item.GetProperty("type").GetString()));
        Assert.All(items, item => Assert.Equal("object", item.GetProperty("schema").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Procedures_List_HasEveryProfileWithItsVersions()
    {
        var list = await (await api.GetAsync("/api/procedures", Tokens.Of())).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ["EN-WT2023 1.0", "S0-GENERIC 1.0", "S1-GUERNSEY 1.0", "S2-COUNCIL 1.0", "S3-SOUTHWEST 1.0", "S4-GREENWICH 1.0"],
            list.GetProperty("items")
                .EnumerateArray()
                .Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("versions")[0].GetString()}"));
    }

    [Theory]
    [InlineData("/api/procedures/S1-GUERNSEY")]
    [InlineData("/api/procedures/S1-GUERNSEY?version=1.0")]
    public async Task Procedure_OfAPartnership_TellsWhereEachValueComesFrom(string path)
    {
        var procedure = await (await api.GetAsync(path, Tokens.Of())).Content.ReadFromJsonAsync<JsonElement>();
        var parameters = procedure
            .GetProperty("parameters")
            .EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
        Assert.Equal("""{"id":"EN-WT2023","version":"1.0"}""", procedure.GetProperty("base").GetRawText());
        Assert.Equal("Child Protection Register", procedure.GetProperty("labels").GetProperty("register").GetString());
        Assert.Equal("S1-GUERNSEY", parameters["cgFirst"].GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("EN-WT2023", parameters["cgNotes"].GetProperty("from").GetProperty("id").GetString());
        Assert.Equal(
            (10, "calendarDays"),
            (parameters["cgFirst"].GetProperty("value").GetInt32(), parameters["cgFirst"].GetProperty("unit").GetString()));
        Assert.StartsWith("S1-10", parameters["cgFirst"].GetProperty("source")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EN-WT2023", "2026-06-05")]
    [InlineData("S0-GENERIC", "2026-06-05")]
    [InlineData("S1-GUERNSEY", "2026-05-31")]
    [InlineData("S2-COUNCIL", "2026-06-04")]
    [InlineData("S3-SOUTHWEST", "2026-06-05")]
    [InlineData("S4-GREENWICH", "2026-06-04")]
    public async Task DueDate_FirstCoreGroup_IsThatOfEachProfile(string profile, string dueOn)
    {
        var response = await api.SendAsync(Post("""{ "parameter": "cgFirst", "anchorOn": "2026-05-21" }""", profile), Tokens.Of());
        Assert.Equal(dueOn, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dueOn").GetString());
    }

    private static HttpRequestMessage Post(string body, string profile = "EN-WT2023") =>
        new(HttpMethod.Post, $"/api/procedures/{profile}/due-dates")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
