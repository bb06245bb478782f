using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace EndToEnd;

/// <summary>
/// Messages that are not what they say, or about children that the sender has no part in: refused, on record, and the sender learns nothing
/// (F24).
/// </summary>
[Collection(HostileCaseCollection.Name)]
public sealed class ForgeryTests(HostileCaseTold told)
{
    private const string Concern = """{ "occurredOn": "2026-03-10", "data": { "significantHarm": false, "concern": "Forged." } }""";

    private static readonly Person Auditor = new("aud.1", "Audrey Tor", "Auditor");

    /// <summary>Written as escapes: some of them look like the school's.</summary>
    public static TheoryData<string, string> Senders => new()
    {
        { "police", "agency/school" },
        { "school", "agency/School" },
        { "school", "agency/SCHOOL" },
        { "school", "agency/\u0455chool" },
        { "school", "agency/\uff53chool" },
        { "school", "agency/school\u200b" },
        { "school", "agency/school " },
        { "school", "agency/scho\u00adol" },
        { "school", "agency\u2215school" },
        { "school", "Agency/school" },
        { "school", "school" },
        { "school", "agency/csc" },
        { "school", "agency/people" },
    };

    [Theory]
    [MemberData(nameof(Senders))]
    public async Task Message_UnderAnotherSourceThanItsTopics_IsRefusedAndOnRecord(string topic, string source)
    {
        var before = await StandAsync();
        var id = $"forged-{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(source))}";

        await told.Player(topic).SendAsync(told.Story.CaseId, "NewConcern", Concern, id, source: source);

        await RefusedAsync(before, topic, "not-permitted");
    }

    [Fact]
    public async Task Message_ThatStampsItselfASender_KeepsTheBrokersStamp()
    {
        var before = await StandAsync();
        var body = Encoding.UTF8.GetBytes(
            $$"""
            { "specversion": "1.0", "id": "self-stamped", "source": "agency/school", "type": "uk.childprotection.NewConcern.v1",
              "subject": "{{told.Story.CaseId}}", "data": {{Concern}} }
            """
        );

        await told.Player("police").SendRawAsync(body, told.Story.CaseId, "self-stamped", ("agency", "school"), ("Agency", "school"));

        await RefusedAsync(before, "police", "not-permitted");
    }

    [Fact]
    public async Task Message_OfTheSchoolSentAgain_HasNoEffectFromAnySenderUnderAnyId()
    {
        await told.Player("school").SendAsync(told.Story.CaseId, "NewConcern", Concern, "genuine");
        await told.RestAsync();
        var before = await StandAsync();

        // The same again; by another agency, as it was and under another id; changed under its own id; in another session.
        await told.Player("school").SendAsync(told.Story.CaseId, "NewConcern", Concern, "genuine", messageId: "replayed");
        await told.RestAsync();
        Assert.Equal(before, await StandAsync());
        await told.Player("health").SendAsync(told.Story.CaseId, "NewConcern", Concern, "genuine", source: "agency/school");
        await RefusedAsync(before, "health", "not-permitted");
        before = await StandAsync();
        await told.Player("health").SendAsync(told.Story.CaseId, "NewConcern", Concern, "replayed-anew", source: "agency/school");
        await RefusedAsync(before, "health", "not-permitted");
        before = await StandAsync();
        await told.Player("school")
            .SendAsync(
                told.Story.CaseId,
                "NewConcern",
                Concern.Replace("Forged", "Changed", StringComparison.Ordinal),
                "genuine",
                messageId: "changed");
        await RefusedAsync(before, "school", "validation");
        before = await StandAsync();
        var body = Encoding.UTF8.GetBytes(
            $$"""
            { "specversion": "1.0", "id": "jumped", "source": "agency/school", "type": "uk.childprotection.NewConcern.v1",
              "subject": "{{told.Story.CaseId}}", "data": {{Concern}} }
            """
        );
        await told.Player("school").SendRawAsync(body, "child/C-1001", "jumped");
        await RefusedAsync(before, "school", "validation", withoutCase: true);
    }

    [Fact]
    public async Task Agency_OfAnotherChild_IsNotHeardOnThisOne()
    {
        var health = new Person("health.1", "Hal Nurse", "Agency", "health");
        var own = (await told.Api.ReferAsync(health, Referrals.Of("of-health", "2026-03-10T10:00:00Z"), "of-health"))
            .Expect(HttpStatusCode.Created)
            .Value("caseId");
        await told.Player("health").SendAsync(own, "NewConcern", Concern, "own");
        await told.RestAsync();
        Assert.Contains(await told.Api.ListAsync($"/api/cases/{own}/chronology"), fact => fact["eventId"]?.ToString() == "own");

        foreach (var subject in (string[])[told.Story.CaseId, told.Story.CaseId.ToUpperInvariant(), "child/C-1001"])
        {
            var before = await StandAsync();
            await told.Player("health").SendAsync(subject, "NewConcern", Concern, $"other-{subject}");
            await RefusedAsync(before, "health", "not-permitted", withoutCase: subject.StartsWith("child", StringComparison.Ordinal));
        }
    }

    /// <summary>Over HTTP the claim names the agency; an unlisted agency gets the answer of an unknown case.</summary>
    [Theory]
    [InlineData("health")]
    [InlineData("School")]
    [InlineData("\u0455chool")]
    [InlineData("school ")]
    [InlineData("school\u200b")]
    [InlineData("school/../school")]
    [InlineData("csc")]
    [InlineData("' or '1' eq '1")]
    public async Task Account_OfAnAgencyThatOnlyLooksLikeTheSchool_FindsNoSuchCase(string agency)
    {
        var person = new Person("stranger." + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(agency)), "Sy Like", "Agency", agency);
        var facts = (await told.FactsAsync()).Count;

        var read = await told.Api.GetAsync(told.Story.CasePath, person);
        var raised = await told.Api.RaiseAsync(
            told.Story.CaseId, person, "NewConcern", "2026-03-10", """{ "significantHarm": false, "concern": "x" }""", "look-alike");
        var nowhere = await told.Api.GetAsync("/api/cases/5d0c3a1e-0000-5000-8000-000000000000", person);

        Assert.All(
            [read, raised, nowhere],
            answer => Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Unauthorized]));
        Assert.Equal(read.Status, nowhere.Status);
        Assert.Equal(Without(nowhere.Body), Without(read.Body));
        Assert.Equal(facts, (await told.FactsAsync()).Count);
    }

    private static string Without(JsonNode problem)
    {
        problem.AsObject().Remove("instance");
        return problem.ToJsonString();
    }

    private async Task<(int Facts, int Letters)> StandAsync() => ((await told.FactsAsync()).Count, (await told.LettersAsync()).Count);

    /// <summary>
    /// One more dead letter with that reason, one more refusal in the access log of its sender, no fact, and no word to the agency.
    /// </summary>
    private async Task RefusedAsync((int Facts, int Letters) before, string agency, string reason, bool withoutCase = false)
    {
        await told.RestAsync();
        var letters = await told.LettersAsync();
        Assert.Equal((before.Facts, before.Letters + 1), await StandAsync());
        Assert.Contains(letters, letter => letter["agency"]!.ToString() == agency && letter["reason"]!.ToString() == reason);
        var log = (await told.Api.ListAsync($"/api/access?subject=agency/{agency}&from=2026-03-10&to=2026-03-11", Auditor))
            .Where(entry => entry["kind"]!.ToString() == "refused")
            .ToArray();
        Assert.Contains(
            log,
            entry =>
                entry["reason"]!.ToString() == reason
                && (withoutCase || string.Equals(entry["caseId"]?.ToString(), told.Story.CaseId, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(
            letters.Count(letter => letter["agency"]!.ToString() == agency && letter["entity"]!.ToString() == "agency-events"), log.Length);
        Assert.All(
            await told.Player(agency).ReceiveAsync(), one => Assert.DoesNotContain("Forged", one.ToJsonString(), StringComparison.Ordinal));
    }
}
