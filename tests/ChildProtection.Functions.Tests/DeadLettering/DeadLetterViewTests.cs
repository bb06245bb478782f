using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Tests.Agencies;

namespace ChildProtection.Functions.Tests.DeadLettering;

/// <summary>An administrator sees how a letter is made, and no word of it.</summary>
public sealed partial class DeadLetterViewTests
{
    private const string Case = "0b1d4a1c-9f27-5c4b-9c52-0b6b6a1b6f00";

    /// <summary>Words in values, in names, in codes and deep within, and in what others wrote about the letter.</summary>
    public static TheoryData<string> Letters =>
    [
        SampleMessage.Event(Case, "NewConcern",
            """{ "occurredOn": "2031-07-08", "note": "Quince", "data": { "concern": "Bruises everywhere", "significantHarm": "Mango" } }""")
            .ToJsonString(),
        SampleMessage.Event(Case, "NewConcern",
            """{ "Idared Quince": { "Bruises~seen/": ["Mango", { "Orchard Lane": 4711 }] }, "occurredOn": "yesterday" }""").ToJsonString(),
        SampleMessage.Event(Case, "Quince").ToJsonString(),
        """{ "specversion": "Mango", "type": "Quince", "subject": "Idared Quince", "id": "m-1", "source": "Orchard" }""",
        """{ "type": "Quince", "type": "Mango", "subject": "Orchard" }""",
        "[ \"Bruises everywhere\", \"Mango\" ]",
        "Quince { Bruises everywhere",
    ];

    [Theory]
    [MemberData(nameof(Letters))]
    public void Of_Letter_HoldsNoWordOfItsBody(string body)
    {
        var letter = SampleLetter.Event(
            body, "Orchard Lane", "validation", "/data/Idared Quince: is no field Mango; /data/concern: Bruises everywhere");

        var view = JsonSerializer.Serialize(DeadLetterStructureView.Of(letter, null), ApiJson.Options);

        Assert.DoesNotContain(
            Words(body).Append("Orchard").Append("Idared"), word => view.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Of_Event_ShowsWhereItsPartsAreAndHowLong()
    {
        var letter = SampleLetter.Event(
            SampleMessage.Event(Case, "NewConcern", """{ "occurredOn": "2026-03-09", "data": { "concern": "Bruises", "Ida": true } }""")
                .ToJsonString(),
            reason: "validation",
            description: "/data/Ida: is not a field; /occurredOn: must not be in the future");

        var view = DeadLetterStructureView.Of(letter, null);

        Assert.Equal(
            ("uk.childprotection.NewConcern.v1", Case, "m-1", "school", "validation"),
            (view.Letter.Type, view.Letter.Subject, view.Letter.EventId, view.Letter.Agency, view.Letter.Reason));
        Assert.Contains(new LetterPart("/data/data/concern", "string", 7), view.Structure!);
        Assert.Contains(new LetterPart("/data/data/*", "boolean", null), view.Structure!);
        Assert.Equal(["/data/data/*", "/data/occurredOn"], view.Letter.Refused);
    }

    [Fact]
    public void Of_Notification_ShowsNothingThatItsRecipientWrote()
    {
        var letter = SampleLetter.Notification("{}", "Quince is not here", "/data/Mango: Bruises everywhere");

        var view = JsonSerializer.Serialize(DeadLetterView.Of(letter, proposed: false), ApiJson.Options);

        Assert.DoesNotContain(["Quince", "Mango", "Bruises"], word => view.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>All texts of more than three letters, but for what the list may show and the names of the schemas.</summary>
    private static IEnumerable<string> Words(string body)
    {
        var letter = LetterText.Of(Encoding.UTF8.GetBytes(body));
        return Word().Matches(body).Select(match => match.Value)
            .Where(word => !letter.Names.Contains(word) && !$"{letter.Type} {Case} school agency".Contains(word, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\p{L}{4,}|\p{N}{4,}")]
    private static partial Regex Word();
}
