using ChildProtection.Functions.CaseFile.Chronology;
using ChildProtection.Functions.RecordStore;
using static ChildProtection.Functions.Tests.Platform.Http.ViewShape;

namespace ChildProtection.Functions.Tests.CaseFile.Chronology;

/// <summary>The shapes of the chronology in the contract.</summary>
public sealed class ChronologyViewTests
{
    [Fact]
    public void Fact_Checkpoint_HasNeitherEventNorData() =>
        AssertShape(
            """
            {"sequence":3,"occurredOn":"2026-02-05","recordedAt":"2026-02-05T09:00:00Z","type":"Reminder",
            "actor":{"subject":"system","name":null,"role":null,"agency":null},
            "eventId":null,"summary":"s","data":null,"previousHash":"p","hash":"h"}
            """,
            FactView.Of(
                new StoredFact
                {
                    Sequence = 3,
                    OccurredOn = new DateOnly(2026, 2, 5),
                    RecordedAt = new DateTimeOffset(2026, 2, 5, 9, 0, 0, TimeSpan.Zero),
                    Type = "Reminder",
                    Actor = StoredActor.System,
                    Summary = "s",
                    PreviousHash = "p",
                    Hash = "h",
                }));

    [Theory]
    [InlineData(null, """{"intact":true,"facts":42}""")]
    [InlineData(5L, """{"intact":false,"facts":42,"firstBadSequence":5}""")]
    public void Verification_Broken_NamesTheFirstBadSequence(long? bad, string json) =>
        AssertShape(json, new VerificationView(bad is null, 42, bad));
}
