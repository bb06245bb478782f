using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Agencies;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>Whatever is sent is read or refused with a reason; nothing breaks the reader (F10).</summary>
public sealed class AgencyMessageTests
{
    private const string Case = "0B1D4A1C-9F27-5C4B-9C52-0B6B6A1B6F00";

    [Fact]
    public void Read_EventOnACase_IsTheBodyOfTheSameHttpRequest()
    {
        var read = AgencyMessage.Read(SampleMessage.With(SampleMessage.Event(Case)));
        Assert.Equal(
            ("school", "m-1", Case.ToLowerInvariant(), "VisitMade", "agency/school"),
            (read.Agency, read.EventId, read.CaseId, read.Type.Name, read.Subject));
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""{ "type": "VisitMade", "occurredOn": "2026-03-09", "data": { "place": "school", "childSeen": true } }"""),
                JsonNode.Parse(read.Body.GetRawText())));
    }

    [Fact]
    public void Read_EventOnAChild_KeepsTheChildsId()
    {
        var read = AgencyMessage.Read(SampleMessage.With(SampleMessage.Event("child/C 1/ä")));
        Assert.Equal((null, "C 1/ä"), (read.CaseId, read.LocalId));
    }

    [Theory]
    [InlineData("child/ C1001\u00a0", "C1001")]
    [InlineData("child/E\u0301-1", "\u00c9-1")]
    public void Read_EventOnAChildWrittenOtherwise_IsTheSameChild(string subject, string id) =>
        Assert.Equal(id, AgencyMessage.Read(SampleMessage.With(SampleMessage.Event(subject))).LocalId);

    [Theory]
    [InlineData("specversion", "0.3", "unknown-version")]
    [InlineData("specversion", null, "validation")]
    [InlineData("source", "agency/police", "not-permitted")]
    [InlineData("source", "agency/School", "not-permitted")]
    [InlineData("source", null, "validation")]
    [InlineData("type", "uk.childprotection.Nonsense.v1", "unknown-type")]
    [InlineData("type", "VisitMade", "unknown-type")]
    [InlineData("type", "uk.childprotection.VisitMade.v2", "unknown-version")]
    [InlineData("type", "uk.childprotection.VisitMade.v1\n", "unknown-type")]
    [InlineData("type", "uk.childprotection.ConferenceHeld.v1", "not-permitted")]
    [InlineData("subject", null, "validation")]
    [InlineData("subject", "child/", "validation")]
    [InlineData("subject", "child/ ", "validation")]
    [InlineData("subject", "child/C1\u200b001", "validation")]
    [InlineData("subject", "family/F-1", "validation")]
    [InlineData("id", null, "validation")]
    [InlineData("id", "a\nb", "validation")]
    [InlineData("data", null, "validation")]
    [InlineData("data", "text", "validation")]
    public void Read_WrongAttribute_IsRefusedWithItsReason(string attribute, string? value, string reason)
    {
        var body = SampleMessage.Event(Case);
        if (value is null)
            body.Remove(attribute);
        else
            body[attribute] = value;
        Assert.Equal(reason, ReasonOf(() => AgencyMessage.Read(SampleMessage.With(body))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("csc")]
    [InlineData("people")]
    [InlineData("a b")]
    public void Read_WithoutAStampedSender_IsNotPermitted(string? agency) =>
        Assert.Equal("not-permitted", ReasonOf(() => AgencyMessage.Read(SampleMessage.With(SampleMessage.Event(Case), agency))));

    [Fact]
    public void Read_AnotherSession_IsRefused() =>
        Assert.Equal(
            "validation",
            ReasonOf(() =>
                AgencyMessage.Read(SampleMessage.With(Encoding.UTF8.GetBytes(SampleMessage.Event(Case).ToJsonString()), "child/C-1"))));

    [Fact]
    public void Read_TypeWithinTheData_CannotReplaceTheEnvelopes()
    {
        var body = SampleMessage.Event(Case, data: """{ "type": "CaseClosed", "occurredOn": "2026-03-09", "data": {} }""");
        Assert.Equal("validation", ReasonOf(() => AgencyMessage.Read(SampleMessage.With(body))));
    }

    /// <summary>By name: a test's data travels through the runner, and ten megabytes of it do not.</summary>
    private static readonly Dictionary<string, (byte[] Body, string Reason)> Poison = new()
    {
        ["empty"] = ([], "invalid-json"),
        ["half"] = ("{ \"specversion\": \"1.0\","u8.ToArray(), "invalid-json"),
        ["array"] = ("[1]"u8.ToArray(), "validation"),
        ["null"] = ("null"u8.ToArray(), "validation"),
        ["xml"] = ("<xml/>"u8.ToArray(), "invalid-json"),
        ["UTF-8 broken off"] = ([(byte)'"', 0xC3, (byte)'"'], "invalid-json"),
        ["UTF-16"] = (Encoding.Unicode.GetBytes("{}"), "invalid-json"),
        ["nested 10,000 deep"] = (Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000)), "invalid-json"),
        ["objects 10,000 deep"] = (Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))), "invalid-json"),
        ["twice"] = ("{\"id\":\"1\",\"id\":\"2\"}"u8.ToArray(), "invalid-json"),
        ["half a surrogate pair"] = ("{\"id\":\"\\ud800\"}"u8.ToArray(), "invalid-json"),
        ["10 MB"] = (new byte[10 * 1024 * 1024], "validation"),
    };

    public static TheoryData<string> Poisons => [.. Poison.Keys];

    [Theory]
    [MemberData(nameof(Poisons))]
    public void Read_Poison_IsRefusedWithItsReason(string what) =>
        Assert.Equal(Poison[what].Reason, ReasonOf(() => AgencyMessage.Read(SampleMessage.With(Poison[what].Body))));

    private static string ReasonOf(Action read) => Assert.Throws<UnusableMessageException>(read).Reason;
}
