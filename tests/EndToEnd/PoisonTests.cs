using System.Net;
using System.Text;
using Azure.Messaging.ServiceBus;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// What cannot be read is refused or buried with its reason at either door; other cases go on, and memory stays bounded (F10).
/// </summary>
[Collection(HostileCaseCollection.Name)]
public sealed class PoisonTests(HostileCaseTold told)
{
    private const int Megabyte = 1024 * 1024;
    /// <summary>A problem that the host answers with: it is longer than anything that the host hands on.</summary>
    private const string TheHosts = "";

    private const string Visit = """{ "place": "home", "childSeen": true }""";

    /// <summary>By name: a test's data travels through the runner, and ten megabytes of it do not.</summary>
    private static readonly (string Name, byte[] Body, HttpStatusCode Status, string Problem)[] AtTheDoor =
    [
        ("broken off", Utf8("{ \"type\": \"VisitMade\", "), HttpStatusCode.BadRequest, "invalid-json"),
        ("nested", Utf8(new string('[', 10_000)), HttpStatusCode.BadRequest, "invalid-json"),
        (
            "nested and closed",
            Utf8(Of($"{{ \"place\": {new string('[', 10_000)}{new string(']', 10_000)} }}")),
            HttpStatusCode.BadRequest,
            "invalid-json"),
        ("not UTF-8", [0x7B, 0xFF, 0xFE, 0x7D], HttpStatusCode.BadRequest, "invalid-json"),
        ("overlong", [0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D], HttpStatusCode.BadRequest, "invalid-json"),
        ("UTF-16", Encoding.Unicode.GetBytes(Of(Visit)), HttpStatusCode.BadRequest, "invalid-json"),
        ("half a pair", Utf8(Of("""{ "place": "\ud83d", "childSeen": true }""")), HttpStatusCode.BadRequest, "invalid-json"),
        (
            "field twice",
            Utf8(Of("""{ "place": "home", "childSeen": true, "childSeen": false }""")),
            HttpStatusCode.BadRequest,
            "invalid-json"),
        (
            "type twice",
            Utf8($$"""{ "type": "VisitMade", "type": "PlanEnded", "occurredOn": "2026-03-10", "data": {{Visit}} }"""),
            HttpStatusCode.BadRequest,
            "invalid-json"),
        ("number too large", Utf8(Of("1e999999", "coreGroupNumber", "CoreGroupHeld")), HttpStatusCode.UnprocessableEntity, "validation"),
        (
            "number too long",
            Utf8(Of(new string('9', 100_000), "coreGroupNumber", "CoreGroupHeld")),
            HttpStatusCode.UnprocessableEntity,
            "validation"),
        ("no number", Utf8(Of("NaN", "coreGroupNumber", "CoreGroupHeld")), HttpStatusCode.BadRequest, "invalid-json"),
        (
            "version",
            Utf8($$"""{ "type": "VisitMade.v2", "occurredOn": "2026-03-10", "data": {{Visit}} }"""),
            HttpStatusCode.UnprocessableEntity,
            "validation"),
        (
            "ten megabytes",
            Utf8(Of($"{{ \"place\": \"home\", \"childSeen\": true, \"note\": \"{new string('x', 10 * Megabyte)}\" }}")),
            HttpStatusCode.RequestEntityTooLarge,
            TheHosts),
    ];

    private static readonly (string Name, Func<string, byte[]> Body, string Reason)[] OnTheBus =
    [
        ("broken off", _ => Utf8("{ \"specversion\": \"1.0\", "), "invalid-json"),
        ("empty", _ => [], "invalid-json"),
        ("nested", _ => Utf8(new string('[', 10_000)), "invalid-json"),
        ("nested data", caseId => Event(caseId, $"{new string('[', 10_000)}{new string(']', 10_000)}"), "invalid-json"),
        ("not UTF-8", _ => [0x7B, 0xFF, 0xFE, 0x7D], "invalid-json"),
        (
            "field twice",
            caseId =>
                Event(
                    caseId,
                    """{ "occurredOn": "2026-03-10", "occurredOn": "2026-03-09", "data": { "place": "school", "childSeen": true } }"""),
            "invalid-json"),
        (
            "number too long",
            caseId =>
                Event(caseId, $$"""{ "occurredOn": "2026-03-10", "data": { "place": {{new string('9', 100_000)}}, "childSeen": true } }"""),
            "validation"),
        ("a list", _ => Utf8("[]"), "validation"),
        ("version", caseId => Event(caseId, "{ }", type: "VisitMade.v2"), "unknown-version"),
        ("other envelope", caseId => Event(caseId, "{ }", specversion: "0.3"), "unknown-version"),
        ("type", caseId => Event(caseId, "{ }", type: "Nonsense.v1"), "unknown-type"),
        (
            "as large as the bus takes",
            caseId =>
                Event(
                    caseId,
                    $$"""
                    { "occurredOn": "2026-03-10", "data": { "place": "school", "childSeen": true, "x": "{{new string('x', 250_000)}}" } }
                    """
                ),
            "validation"),
    ];

    [Fact]
    public async Task Requests_ThatCannotBeRead_AreRefusedWithAClearProblemAndChangeNothing()
    {
        var (facts, memory) = ((await told.FactsAsync()).Count, told.App.MemoryBytes);
        foreach (var (name, body, status, problem) in AtTheDoor)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{told.Story.CasePath}/events") { Content = content };
            request.Headers.Authorization = new("Bearer", await told.Api.TokenAsync(SocialWorker));
            request.Headers.ExpectContinue = true;
            var answer = await told.Api.SendAsync(request);
            Assert.True(answer.Status == status, $"{name}: {answer.Status} {answer.Text}");
            if (problem != TheHosts)
                answer.ExpectProblem(status, problem);
            Assert.Equal("application/problem+json", answer.MediaType);
            Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(facts, (await told.FactsAsync()).Count);
        Assert.True(told.App.MemoryBytes - memory < 200 * Megabyte, $"The app grew from {memory} to {told.App.MemoryBytes} bytes.");
    }

    [Fact]
    public async Task Messages_ThatCannotBeRead_AreBuriedWithTheirReasonWhileAnotherCaseGoesOn()
    {
        var (school, police, memory) = (told.Player("school"), told.Player("police"), told.App.MemoryBytes);
        var other = await OtherCaseAsync();
        var before = (await told.LettersAsync()).Select(letter => letter["id"]!.ToString()).ToHashSet();
        var facts = (await told.FactsAsync()).Count;
        foreach (var (name, body, _) in OnTheBus)
            await school.SendRawAsync(body(told.Story.CaseId), told.Story.CaseId, name);
        foreach (var size in (int[])[10 * Megabyte, 300 * 1024])
        {
            var refused = await Assert.ThrowsAsync<ServiceBusException>(() =>
                school.SendRawAsync(new byte[size], told.Story.CaseId, $"{size}"));
            Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refused.Reason);
        }

        await police.SendAsync(
            other,
            "NewConcern",
            """{ "occurredOn": "2026-03-10", "data": { "significantHarm": false, "concern": "Goes on." } }""",
            "goes-on");

        await told.RestAsync();

        var letters = (await told.LettersAsync()).Where(letter => !before.Contains(letter["id"]!.ToString())).ToArray();
        Assert.Equal(OnTheBus.Select(one => one.Reason), letters.Select(letter => letter["reason"]!.ToString()));
        Assert.All(
            letters,
            letter =>
                Assert.Equal(
                    ("agency-events", "school", told.Story.CaseId),
                    (letter["entity"]!.ToString(), letter["agency"]!.ToString(), letter["subject"]!.ToString())));
        Assert.Equal(facts, (await told.FactsAsync()).Count);
        Assert.Contains(await told.Api.ListAsync($"/api/cases/{other}/chronology"), fact => fact["eventId"]?.ToString() == "goes-on");
        Assert.True(told.App.MemoryBytes - memory < 200 * Megabyte, $"The app grew from {memory} to {told.App.MemoryBytes} bytes.");
    }

    /// <summary>A message without a session is forwarded nowhere, and an administrator brings it to its case.</summary>
    [Fact]
    public async Task Message_WithoutASession_IsBroughtToItsCaseByAnAdministratorUnderItsSender()
    {
        var sent = Event(
            told.Story.CaseId,
            """{ "occurredOn": "2026-03-10", "data": { "significantHarm": false, "concern": "No session." } }""",
            "no-session",
            "NewConcern.v1");
        await told.Player("school").SendRawAsync(sent, session: null, "no-session", ("agency", "police"));

        var letter = (await told.LettersAsync()).Single(one => one["entity"]!.ToString() == "agency-school/subscriptions/agency-events");
        (
            await told.Api.PostAsync(
                $"/api/dead-letters/{letter["id"]}", Administrator, """{ "action": "redrive", "reason": "No session id." }""")
        ).Expect(HttpStatusCode.OK);
        await told.RestAsync();

        var fact = (await told.FactsAsync()).Single(one => one["eventId"]?.ToString() == "no-session");
        Assert.Equal("agency/school", fact["actor"]!["subject"]!.ToString());
        Assert.DoesNotContain(await told.LettersAsync(), one => one["entity"]!.ToString() != "agency-events");
    }

    private async Task<string> OtherCaseAsync()
    {
        var referral = Referrals.Of("goes-on", "2026-03-10T10:00:00Z");
        return (await told.Api.ReferAsync(new Person("police.1", "Pat Beat", "Agency", "police"), referral, "goes-on"))
            .Expect(HttpStatusCode.Created)
            .Value("caseId");
    }

    private static string Of(string data) => $$"""{ "type": "VisitMade", "occurredOn": "2026-03-10", "data": {{data}} }""";

    private static string Of(string number, string field, string type) =>
        $$"""
        { "type": "{{type}}", "occurredOn": "2026-03-10", "data": { "{{field}}": {{number}}, "progressReviewed": true,
          "changesConsidered": true } }
        """;

    private static byte[] Event(
        string caseId, string data, string id = "poison", string type = "VisitMade.v1", string specversion = "1.0") =>
        Utf8(
            $$"""
            { "specversion": "{{specversion}}", "id": "{{id}}", "source": "agency/school", "type": "uk.childprotection.{{type}}",
              "subject": "{{caseId}}", "data": {{data}} }
            """
        );

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
