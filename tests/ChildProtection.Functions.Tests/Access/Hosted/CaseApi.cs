using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Access.Authentication;
using ChildProtection.Functions.Tests.Api.Hosted;
using ChildProtection.Functions.Tests.Hosting;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>The whole interface on the local host over a real Azurite, and cases that were written straight into the store.</summary>
public class CaseApi : IAsyncLifetime
{
    private static readonly DateTimeOffset Decided = new(2026, 2, 3, 8, 30, 0, TimeSpan.Zero);

    private static readonly ReferralDecision NoFurtherAction =
        JsonSerializer.Deserialize<ReferralDecision>("""{ "outcome": "noFurtherAction", "reason": "none" }""", DomainJson.Record)!;

    private readonly StoreFixture _store = new(whole: true);
    private readonly FunctionsHost _host = AppParts.NewHost();

    /// <summary>Settings beside those that every test has.</summary>
    private protected virtual (string Name, string Value)[] Settings => [];

    /// <summary>What the interface sent, in place of the bus.</summary>
    internal SentNotifications Sent { get; } = new();

    internal CaseTables Tables => _store.Tables;

    /// <summary>The host's own broker, as the declaration of entities has it.</summary>
    internal ServiceBusClient Bus => _host.Get<ServiceBusClient>();

    internal CaseRestrictions Restrictions =>
        new(Tables, new CasePublisher(Tables, new SentNotifications(), NullLogger<CasePublisher>.Instance), new CaseInbox(Tables));

    public async Task InitializeAsync()
    {
        await _store.InitializeAsync();
        await _host.StartAsync([typeof(ProbeFunctions), .. typeof(CaseFunctions).Assembly.GetTypes().Where(HasHttpFunctions)], builder =>
        {
            builder.UseGuards();
            builder.AddApp(_store, Sent, Settings);
        }, AppParts.SystemClock(_store));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    /// <summary>A referred case that the lists show; the agency "school" was at its conference.</summary>
    internal async Task<StoredStory> OpenAsync(string team = "north", bool closed = false)
    {
        var story = _store.NewStory(team);
        await story.OpenAsync();
        if (closed)
            await story.RaiseAsync(StoredStory.Request("nfa", new DateOnly(2026, 2, 3), NoFurtherAction), Decided);
        await ChangeAsync(story, state => state with { ConferenceAgencies = ["school"] });
        await story.Projection.PublishAllAsync(story.CaseId, default);
        return story;
    }

    /// <summary>Stands for events that would take a whole procedure to get to.</summary>
    internal async Task ChangeAsync(StoredStory story, Func<CaseState, CaseState> change, string? chair = null)
    {
        var row = (await Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!;
        CaseRow.Write(row, change(CaseRow.State(row)), row.Need("LastHash"));
        row["Chair"] = chair;
        await Tables.Cases.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, default);
    }

    /// <summary>A restriction that two managers stand for: "sm.1" asked, "hos.9" agreed.</summary>
    internal async Task RestrictAsync(StoredStory story, params string[] allowed)
    {
        _ = await Restrictions.PutAsync(story.CaseId, RestrictionTo(allowed), By("sm.1", Role.ServiceManager), default);
        var asked = (await Restrictions.FindAsync(story.CaseId, default))!;
        await Restrictions.DecideAsync(story.CaseId, asked.Change, true, By("hos.9", Role.HeadOfService), default);
    }

    private static RestrictionChange By(string account, Role role) =>
        new(new StoredActor(account, null, role, null), Decided, new DateOnly(2026, 2, 3));

    private static Restriction RestrictionTo(IReadOnlyList<string> allowed) => new()
    {
        Category = RestrictionCategory.StaffFamily,
        Reason = "a colleague's child",
        Approver = "sm.1",
        ApprovedAt = Decided,
        ReviewOn = new DateOnly(2026, 5, 4),
        Allowed = allowed,
    };

    internal async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string token, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _host.Http.SendAsync(request);
    }

    internal Task<HttpResponseMessage> GetAsync(string path, string token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, null, headers);

    internal async Task<JsonObject> ReadAsync(string path, string token, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, token, headers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    internal Task<Page<AccessEntry>> LogOfCaseAsync(string caseId) => new AccessLog(Tables).OfCaseAsync(caseId, Lately, default);

    internal Task<Page<AccessEntry>> LogOfSubjectAsync(string subject) =>
        new AccessLog(Tables).OfSubjectAsync(subject, Lately, _ => new(true), default);

    /// <summary>A request with that Authorization header, or with none.</summary>
    internal async Task<HttpResponseMessage> GetUnbelievedAsync(string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _host.Http.SendAsync(request);
    }

    internal static string Token(string subject, string? team, string? agency, params string[] roles)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["name"] = "Name of " + subject,
            ["roles"] = roles,
            ["sid"] = "s-1",
        };
        if (team is not null)
            claims["team"] = team;
        if (agency is not null)
            claims["agency"] = agency;
        return Tokens.Of(claims);
    }

    private static AccessQuery Lately => new()
    {
        From = TimeProvider.System.GetUtcNow().AddDays(-2),
        Until = TimeProvider.System.GetUtcNow().AddDays(2),
        Limit = 500,
    };

    private static bool HasHttpFunctions(Type type) =>
        type.GetMethods()
            .Any(method =>
                method.GetCustomAttribute<FunctionAttribute>() is not null
                && method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null));
}
