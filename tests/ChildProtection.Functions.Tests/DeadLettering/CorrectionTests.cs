using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Tests.Agencies;

namespace ChildProtection.Functions.Tests.DeadLettering;

/// <summary>Whom, what and under which id an agency wrote, nobody corrects.</summary>
public sealed class CorrectionTests
{
    private const string Case = "0b1d4a1c-9f27-5c4b-9c52-0b6b6a1b6f00";

    [Theory]
    [InlineData("type", "uk.childprotection.NewConcern.v1")]
    [InlineData("subject", "child/C-2")]
    [InlineData("id", "m-2")]
    [InlineData("source", "agency/police")]
    [InlineData("subject", null)]
    public void Changes_OfWhoWroteWhatAboutWhom_AreRefusedAtTheirPlace(string attribute, string? value)
    {
        var corrected = SampleMessage.Event(Case);
        corrected[attribute] = value;

        Assert.Contains($"/body/{attribute}", Refusal(SampleMessage.Event(Case).ToJsonString(), corrected).Keys);
    }

    [Theory]
    [InlineData("{ broken")]
    [InlineData("[1]")]
    [InlineData("""{ "type": "uk.childprotection.VisitMade.v1", "subject": "child/C-1" }""")]
    [InlineData("""{ "type": "a", "id": "1", "id": "2", "subject": "child/C-1" }""")]
    public void Changes_OfALetterThatDoesNotSayThat_AreRefused(string body) =>
        Assert.Contains("/body", Refusal(body, SampleMessage.Event(Case)).Keys);

    [Fact]
    public void Changes_ThatAreNone_AreRefused() =>
        Assert.Contains("/body", Refusal(SampleMessage.Event(Case).ToJsonString(), SampleMessage.Event(Case)).Keys);

    [Fact]
    public void Changes_OfTheData_AreTheirPlacesWithoutUnknownNames()
    {
        var sent = SampleMessage.Event(
            Case, data: """{ "occurredOn": "2026-03-09", "data": { "place": "moon", "childSeen": true, "Quince": 1, "Mango": 2 } }""");
        var corrected = SampleMessage.Event(
            Case, data: """{ "occurredOn": "2026-03-08", "data": { "place": "school", "childSeen": true } }""");
        corrected["specversion"] = "1.1";

        var changed = Correction.Changes(SampleLetter.Event(sent.ToJsonString()), Element(corrected));

        Assert.Equal(["/specversion", "/data/occurredOn", "/data/data/place", "/data/data/*"], changed);
    }

    private static IReadOnlyDictionary<string, List<string>> Refusal(string body, JsonObject corrected)
    {
        var refused = Assert.Throws<ProblemException>(() => Correction.Changes(SampleLetter.Event(body), Element(corrected)));
        Assert.Equal(422, refused.Problem.Status);
        return (IReadOnlyDictionary<string, List<string>>)refused.Problem.Fields["errors"]!;
    }

    private static JsonElement Element(JsonObject body) => JsonSerializer.SerializeToElement(body);
}
