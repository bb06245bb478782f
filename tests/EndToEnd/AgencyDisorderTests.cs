using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd;

/// <summary>
/// The same story with every message delivered one to five times and again after the end, some late and in the wrong order, some before
/// their case, for no case or for a finished one (F08, F09): the record ends as that of the undisturbed telling, and nothing vanishes.
/// </summary>
[Collection(AgencyCaseCollection.Name)]
public sealed class AgencyDisorderTests(AgencyCaseTold told, ITestOutputHelper output) : InstallationTest(output)
{
    private const string Visit = """{ "occurredOn": "2026-02-02", "data": { "place": "school", "childSeen": true } }""";

    [Fact]
    public async Task Case_WithMessagesDoubledLateAndOutOfOrder_EndsWithTheSameRecord()
    {
        var app = await InstallAsync(StoryA.Begins);
        var other = new AgencyCase(app);
        var random = new Random(20260202);
        List<AgencyMessage> held = [];

        async Task SendAsync(AgencyMessage message)
        {
            for (var copy = random.Next(1, 6); copy > 0; copy--)
                await other.SendAsync(message, $"{message.Id}-{random.Next()}");
        }

        // Before there is a case, the first concern and a visit; the concern is sent again by the administrator once the referral is there.
        await app.Api.AdvanceToAsync("2026-02-02T10:00:00Z");
        await other.Player("school").SendAsync("child/C-1001", "VisitMade", Visit, "too-early");
        await other.Player("police").SendAsync("child/C-404", "VisitMade", Visit, "nobody");
        await other.TellAsync(async message =>
        {
            if (message.Id == "police-NewConcern-2026-02-26")
            {
                // Comes four days late, after what the school sends in the meantime.
                held.Add(message);
                return;
            }

            await SendAsync(message);
            foreach (var late in held)
                await SendAsync(late);
            held.Clear();
            await other.RestAsync();
            if (message.Type == "ReferralReceived")
                await other.OpenedAsync();
        });
        await other.RestAsync();
        Assert.Equal(["unknown-case nobody", "unknown-case too-early"], await LettersAsync(other));

        foreach (var message in AgencyStory.Messages)
            await other
                .Player(message.Agency)
                .SendAsync(
                    message.Type == "ReferralReceived" ? "child/C-1001" : Subject(other, message),
                    message.Type,
                    message.Body,
                    message.Id,
                    $"{message.Id}-years-later");
        await other
            .Player("school")
            .SendAsync(
                other.Story.CaseId,
                "NewConcern",
                """{ "occurredOn": "2026-02-02", "data": { "significantHarm": false, "concern": "Too late." } }""",
                "finished");
        await other.RestAsync();

        Assert.Equal(["not-permitted finished", "unknown-case nobody", "unknown-case too-early"], await LettersAsync(other));
        var record = await CaseRecord.ReadAsync(app.Api, other.Story.CasePath);
        (record with { Facts = Unordered(record) }).SameAs(told.Record with { Facts = Unordered(told.Record) });
        foreach (var agency in AgencyCaseTold.Agencies)
            Assert.Equal(Kinds(told.Received[agency]), Kinds(await other.Player(agency).ReceiveAsync()));
    }

    private static string Subject(AgencyCase other, AgencyMessage message) =>
        string.CompareOrdinal(message.At, "2026-02-13") < 0 ? "child/C-1001" : other.Story.CaseId;

    private static async Task<IEnumerable<string>> LettersAsync(AgencyCase other) =>
        (await other.LettersAsync()).Select(letter => $"{letter["reason"]} {letter["eventId"]}").Order(StringComparer.Ordinal);

    /// <summary>What was late has another number; all else of a fact is the same.</summary>
    private static List<string> Unordered(CaseRecord record) =>
        [.. record.Facts.Select(fact => fact[(fact.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Kinds(IEnumerable<JsonNode> received) =>
        received.Select(one => $"{one["type"]} {one["data"]!.ToJsonString()}");
}
