using System.Text.Json.Nodes;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd;

/// <summary>
/// School, police and health through a whole case, from the school's referral to closure, with nothing but HTTP and a key of their own.
/// </summary>
[Collection(AgencyCaseCollection.Name)]
public sealed class AgencyCaseTests(AgencyCaseTold told, ITestOutputHelper output)
{
    [Fact]
    public async Task Case_Told_IsClosedWithEveryMessageOnRecordUnderItsSender()
    {
        var facts = await told.Case.FactsAsync();

        Assert.Equal("Closed", told.Record.State);
        Assert.Equal(
            AgencyStory
                .Messages.OrderBy(message => message.At, StringComparer.Ordinal)
                .Select(message => $"{message.On} {message.Type} agency/{message.Agency} {message.Agency} {message.Id}"),
            facts
                .Where(fact => fact["actor"]!["agency"] is not null)
                .Select(fact =>
                    $"{fact["occurredOn"]} {fact["type"]} {fact["actor"]!["subject"]} {fact["actor"]!["agency"]} {fact["eventId"]}"));
        Assert.Empty(await told.Case.LettersAsync());
    }

    /// <summary>Of the kinds that this story is about: a case may be told more of.</summary>
    [Theory]
    [InlineData(
        "school",
        "ConferenceDecision PlanMade CoreGroupNotesDue CoreGroupNotesDue ConferenceInvitation "
            + "ConferenceDecision PlanContinued CoreGroupNotesDue CoreGroupNotesDue "
            + "CoreGroupNotesDue CoreGroupNotesDue ConferenceInvitation CoreGroupNotesDue ConferenceDecision PlanConcluded")]
    [InlineData("police", "ConferenceDecision ConferenceDecision ConferenceDecision PlanConcluded")]
    [InlineData(
        "health",
        "ConferenceDecision PlanMade CoreGroupNotesDue CoreGroupNotesDue ConferenceInvitation "
            + "ConferenceDecision PlanContinued CoreGroupNotesDue CoreGroupNotesDue "
            + "CoreGroupNotesDue CoreGroupNotesDue ConferenceInvitation CoreGroupNotesDue ConferenceDecision PlanConcluded")]
    public void Agency_Receives_WhatConcernsItFromConferenceToStepDown(string agency, string expected)
    {
        string[] about = ["ConferenceInvitation", "ConferenceDecision", "PlanMade", "PlanContinued", "PlanConcluded", "CoreGroupNotesDue"];

        Assert.Equal(expected, string.Join(' ', told.Received[agency].Select(Kind).Where(kind => about.Contains(kind))));
    }

    [Fact]
    public void Agency_Receives_OnlyItsOwnOfTheOneChildInOrder()
    {
        foreach (var (agency, received) in told.Received)
        {
            output.WriteLine($"{agency}: {string.Join(", ", received.Select(one => $"{Kind(one)} {one["time"]!.ToString()[..10]}"))}");
            Assert.All(received, one => Assert.Equal(
                (told.Case.Story.CaseId, "C-1001", agency),
                (one["subject"]!.ToString(), one["data"]!["child"]!.ToString(), one["id"]!.ToString().Split(':')[^1])));
            Assert.Equal(received.Select(Sequence).Order(), received.Select(Sequence));
            Assert.Equal(received.Count, received.Select(one => one["id"]!.ToString()).Distinct().Count());
        }
    }

    private static string Kind(JsonNode one) => one["type"]!.ToString().Split('.')[3];

    private static long Sequence(JsonNode one) =>
        long.Parse(one["id"]!.ToString().Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
}
