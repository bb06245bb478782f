using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>The app as its callers see it.</summary>
internal sealed class Api(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(3),
    };
    private readonly Dictionary<Person, string> _tokens = [];

    public Uri Address => address;

    public async Task<Answer> SendAsync(HttpMethod method, string path, Person? by, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (by is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(by));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        return new Answer(
            $"{request.Method} {request.RequestUri}",
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location,
            response.Headers.CacheControl?.ToString(),
            await response.Content.ReadAsStringAsync(),
            response.Headers.RetryAfter?.Delta)
        {
            Headers = response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        };
    }

    public Task<Answer> GetAsync(string path, Person? by = null) => SendAsync(HttpMethod.Get, path, by ?? People.Manager);

    public Task<Answer> PostAsync(string path, Person? by, string json, string? key = null) =>
        SendAsync(HttpMethod.Post, path, by, Json(json), key);

    public Task<Answer> ReferAsync(Person by, string json, string key) => PostAsync("/api/referrals", by, json, key);

    public Task<Answer> RaiseAsync(string caseId, Person by, string type, string on, string data, string key) =>
        PostAsync($"/api/cases/{caseId}/events", by, $$"""{ "type": "{{type}}", "occurredOn": "{{on}}", "data": {{data}} }""", key);

    /// <summary>Every item of a list, over all its pages.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path, Person? by = null)
    {
        List<JsonNode> items = [];
        string? cursor = null;
        do
        {
            var page = (
                await GetAsync(cursor is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}cursor={Uri.EscapeDataString(cursor)}", by)
            )
                .Expect(HttpStatusCode.OK)
                .Body;
            items.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Moves the simulated clock and returns when the app is at rest.</summary>
    public async Task AdvanceToAsync(string instant) =>
        (await PostAsync("/admin/clock", by: null, $$"""{ "advanceTo": "{{instant}}" }""")).Expect(HttpStatusCode.OK);

    public async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse(
            (await SendAsync(HttpMethod.Get, "/admin/clock", by: null)).Expect(HttpStatusCode.OK).Value("now"),
            CultureInfo.InvariantCulture);

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async Task<string> TokenAsync(Person person)
    {
        lock (_tokens)
        {
            if (_tokens.TryGetValue(person, out var known))
                return known;
        }

        var request = new JsonObject
        {
            ["subject"] = person.Subject,
            ["name"] = person.Name,
            ["roles"] = new JsonArray(person.Role),
            ["team"] = person.Team,
            ["agency"] = person.Agency,
        };
        var token = (await PostAsync("/admin/token", by: null, request.ToJsonString())).Expect(HttpStatusCode.OK).Value("accessToken");
        lock (_tokens)
            _tokens[person] = token;
        return token;
    }

    public void Dispose() => _http.Dispose();
}
