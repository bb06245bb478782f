using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Platform.Http;

namespace ChildProtection.Functions.Tests.SubmitEvent;

public sealed class EventBodyTests
{
    private static readonly DateOnly Today = new(2026, 2, 10);

    public static TheoryData<string> Types => [.. EventCatalogue.All.Where(type => !type.Indirect).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_SmallestBodyOfEveryType_IsThatEvent(string name)
    {
        var type = EventCatalogue.Find(name)!;

        var body = EventBody.Read(ProblemAssert.Json(SchemaSamples.Smallest(EventSchemas.Event(type))), Today);

        Assert.Equal(type, body.Type);
        Assert.IsType(type.Data, body.Event, exactMatch: true);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_UnknownFieldInEveryType_IsRefused(string name)
    {
        var sample = SchemaSamples.Smallest(EventSchemas.Event(EventCatalogue.Find(name)!)).AsObject();
        (sample["data"] ??= new System.Text.Json.Nodes.JsonObject())["a/b~c"] = 1;

        Assert.Contains(
            "/data/a~1b~0c: is not a known field", ProblemAssert.Errors(() => EventBody.Read(ProblemAssert.Json(sample), Today)));
    }

    public static TheoryData<string, string[]> Wrong =>
        new()
        {
            { "[]", [": must be an object"] },
            { "{}", ["/type: is required", "/occurredOn: is required"] },
            { """{ "type": "DecisionLetterSent", "occurredOn": "2026-02-11" }""", ["/occurredOn: must not be in the future"] },
            {
                """{ "type": "DecisionLetterSent", "occurredOn": "11/02/2026", "extra": 1 }""",
                ["/occurredOn: must be a date as yyyy-MM-dd", "/extra: is not a known field"]
            },
            {
                """
                { "type": "StrategyDiscussionHeld", "occurredOn": "2026-02-30", "data": { "attendees": "csc", "s47Initiated": "yes" } }
                """,
                [
                    "/occurredOn: must be a date as yyyy-MM-dd",
                    "/data/attendees: must be a list",
                    "/data/s47Initiated: must be true or false",
                ]
            },
            { """{ "type": "StrategyDiscussionHeld", "occurredOn": "2026-02-05" }""", ["/data: is required"] },
            { """{ "type": "StrategyDiscussionHeld", "occurredOn": "2026-02-05", "data": null }""", ["/data: must not be null"] },
            {
                """{ "type": "CaseClosed", "occurredOn": "2026-02-05", "data": { "closureCode": "RC10", "reason": "" } }""",
                ["/data/closureCode: must be one of RC1, RC2, RC3, RC4, RC5, RC6, RC7, RC8, RC9", "/data/reason: must not be empty"]
            },
            {
                """{ "type": "CaseClosed", "occurredOn": "2026-02-04", "data": { "closureCode": "RC7", "reason": " \u00a0\u200b" } }""",
                ["/data/reason: must not be blank"]
            },
            {
                """
                { "type": "CoreGroupBooked", "occurredOn": "2026-02-05", "data": { "scheduledOn": "2026-03-01", "coreGroupNumber": 1.5 } }
                """,
                ["/data/coreGroupNumber: must be a whole number"]
            },
            {
                """{ "type": "ReportShared", "occurredOn": "2026-02-05", "data": { "sharedWith": [] } }""",
                ["/data/sharedWith: must not be empty"]
            },
            {
                """
                { "type": "ConferenceBooked", "occurredOn": "2026-02-05", "data": { "scheduledOn": "2026-03-02",
                  "startsAt": "2026-03-02T10:00:00" } }
                """,
                ["/data/startsAt: must be an instant such as 2026-02-02T10:15:00Z"]
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongBody_NamesEveryFaultWithItsPlace(string body, string[] errors)
    {
        Assert.Equal(errors.Order(), ProblemAssert.Errors(() => EventBody.Read(ProblemAssert.Json(body), Today)).Order());
    }

    [Fact]
    public void Read_UnknownType_NamesTheTypesThereAre()
    {
        var errors = ProblemAssert.Errors(() =>
            EventBody.Read(ProblemAssert.Json("""{ "type": "visitMade", "occurredOn": "2026-02-05" }"""), Today));

        Assert.Single(errors, error => error.StartsWith("/type: must be one of ReferralReceived, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_DecisionOnAnApproval_IsNoEventToRaise() =>
        Assert.Contains(
            ProblemAssert.Errors(() =>
                EventBody.Read(
                    ProblemAssert.Json(
                        """
                        { "type": "ApprovalDecided", "occurredOn": "2026-02-05", "data": { "approvalId": "approval-1",
                          "decision": "approve" } }
                        """
                    ),
                    Today)),
            error =>
                error.StartsWith("/type: must be one of", StringComparison.Ordinal)
                && !error.Contains("ApprovalDecided", StringComparison.Ordinal));

    [Fact]
    public void Read_CategoryOutsideItsCodes_NamesTheItem()
    {
        var sample = SchemaSamples.Smallest(EventSchemas.Event(EventCatalogue.Find("ConferenceHeld")!));
        sample["data"]!["categories"] = new System.Text.Json.Nodes.JsonArray("MUL");

        Assert.Equal(
            ["/data/categories/0: must be one of NEG, PHY, SAB, EMO"],
            ProblemAssert.Errors(() => EventBody.Read(ProblemAssert.Json(sample), Today)));
    }

    [Fact]
    public void Read_Remarks_AreRecordedBesideTheData()
    {
        var body = EventBody.Read(
            ProblemAssert.Json(
                """
                { "type": "NewConcern", "occurredOn": "2026-02-10", "data": { "significantHarm": true, "concern": "é" }, "note": "n",
                  "onBehalfOf": "o", "correlationId": "c" }
                """
            ),
            Today);

        Assert.True(Assert.IsType<NewConcern>(body.Event).SignificantHarm);
        Assert.Equal(["significantHarm", "concern", "note", "onBehalfOf", "correlationId"], body.Data.Select(field => field.Key));
        Assert.Equal(("é", "o"), (body.Data["concern"]!.GetValue<string>(), body.Data["onBehalfOf"]!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Remarks_NoEvent_HasAFieldOfThatNameButForWhomItIsRaised(string name)
    {
        var fields = EventSchemas.Data(EventCatalogue.Find(name)!)["properties"]!
            .AsObject()
            .Select(field => field.Key)
            .Intersect(EventBody.Remarks);
        Assert.Equal(typeof(IBroughtForward).IsAssignableFrom(EventCatalogue.Find(name)!.Data) ? ["onBehalfOf"] : [], fields);
    }

    [Fact]
    public void Read_ForWhomTwice_AsksForOnePlace() =>
        Assert.Contains(
            "/onBehalfOf: is already in /data/onBehalfOf; give it in one place",
            ProblemAssert.Errors(() =>
                EventBody.Read(
                    ProblemAssert.Json(
                        """
                        { "type": "EarlyReviewRequested", "occurredOn": "2026-02-05", "data": { "reason": "r",
                          "onBehalfOf": { "party": "parent" } }, "onBehalfOf": "the mother" }
                        """
                    ),
                    Today)));

    [Fact]
    public void Errors_MoreThanAnAnswerHolds_AreCut()
    {
        var fields = string.Join(",", Enumerable.Range(0, 5000).Select(number => $"\"field{number}\": 1"));
        var errors = ProblemAssert.Errors(() =>
            EventBody.Read(
                ProblemAssert.Json($$"""{ "type": "DecisionLetterSent", "occurredOn": "2026-02-05", "data": { {{fields}} } }"""), Today));

        Assert.Equal(200, errors.Length);
    }
}
