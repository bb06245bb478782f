using System.Net;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Scenario S-C of the procedure over HTTP, a conference before the birth; and a child who comes from another authority.</summary>
[Collection(StoriesCollection.Name)]
public sealed class StoryCTests(StoriesTold told)
{
    internal const string Name = "S-C";
    internal const string TransferName = "Transfer in";

    private static readonly Person Midwife = new("midwife.1", "May Wise", "Agency", "health");

    private const string Conference = """
        { "conferenceType": "preBirth", "chair": { "id": "chair.1", "independent": true }, "decision": "plan", "categories": ["EMO", "NEG"],
          "attendance": [ { "agency": "csc", "present": true }, { "agency": "police", "present": true },
            { "agency": "health", "present": true } ],
          "leadSocialWorker": { "id": "sw.1", "name": "Sam Walker", "qualified": true, "identifiedBy": "mgr.1" },
          "coreGroup": [ { "person": "May Wise", "role": "midwife", "agency": "health", "kind": "professional" } ],
          "firstCoreGroupOn": "2026-06-05", "coreGroupFrequency": { "value": 6, "unit": "weeks" },
            "visitInterval": { "value": 10, "unit": "workingDays" }, "reviewOn": "2026-08-18" }
        """;

    [Fact]
    public void WholeStory_BornOnAPlan_VisitsStartAndOneReviewMeetsBothDuties() => told.Check(Name);

    [Fact]
    public void TransferIn_ByAnotherAuthority_OpensOneCaseWithItsConference() => told.Check(TransferName);

    internal static async Task TellAsync(Scene app)
    {
        await app.AtAsync("2026-04-27T09:00:00Z");
        var referral = Referrals
            .Of("C1", "2026-04-27T09:00:00Z")
            .Replace("\"2019-05-14\"", "null", StringComparison.Ordinal)
            .Replace("\"sex\": \"F\"", "\"sex\": \"U\"", StringComparison.Ordinal)
            .Replace("\"WBRI\"", "\"NOBT\"", StringComparison.Ordinal)
            .Replace("[\"NONE\"]", "null", StringComparison.Ordinal)
            .Replace("\"expectedDateOfBirth\": null", "\"expectedDateOfBirth\": \"2026-08-20\"", StringComparison.Ordinal);
        var id = (await app.Api.ReferAsync(Midwife, referral, "C1")).Expect(HttpStatusCode.Created).Value("caseId");

        await RaiseAsync(
            "2026-04-28T09:00:00Z",
            Manager,
            "ReferralDecision",
            """{ "outcome": "strategyDiscussion" }""",
            "opened assessment-1 2026-07-01");
        await RaiseAsync(
            "2026-05-06T13:00:00Z", Manager, "StrategyDiscussionHeld", Data.EnquiryStarts, "opened prebirthConference-1 2026-05-28");
        await RaiseAsync("2026-05-12T13:00:00Z", SocialWorker, "Section47Concluded", Data.ConferenceNeeded);
        await RaiseAsync(
            "2026-05-26T13:00:00Z",
            Chair,
            "ConferenceHeld",
            Conference,
            "met prebirthConference-1",
            "opened cgFirst-1 2026-06-09",
            "opened rcpcFirst-1 2026-08-26");
        await RaiseAsync(
            "2026-06-05T13:00:00Z",
            SocialWorker,
            "CoreGroupHeld",
            Data.CoreGroup,
            "opened cgNotes-1 2026-06-12",
            "opened cgSecond-1 2026-07-17");

        await app.AtAsync("2026-08-11T15:00:00Z");
        (await app.Api.RaiseAsync(id, Police, "ChildBorn", "2026-08-11", "{ }", "not theirs")).Expect(HttpStatusCode.Forbidden);
        await RaiseAsync(
            "2026-08-11T15:00:00Z",
            Midwife,
            "ChildBorn",
            """{ "bornAt": "2026-08-11T03:10:00Z", "sex": "F", "hospital": "General", "motherFitForMeeting": true }""",
            "opened postBirthMeeting-1 2026-08-21",
            "opened visit-1 2026-08-25",
            "opened visitCap-1 2026-09-08");
        var view = (await app.Api.GetAsync($"/api/cases/{id}")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal("2026-08-11 ", $"{view["child"]!["dateOfBirth"]} {view["child"]!["expectedDateOfBirth"]}");
        Assert.Equal("Born MUL", $"{view["regions"]!["birth"]} {view["plan"]!["category"]}", ignoreCase: true);

        await RaiseAsync("2026-08-18T13:00:00Z", Chair, "ConferenceHeld", """
            { "conferenceType": "review", "chair": { "id": "chair.1", "independent": true }, "decision": "continue",
              "attendance": [ { "agency": "csc", "present": true }, { "agency": "police", "present": true },
                { "agency": "health", "present": true } ] }
            """, "met postBirthMeeting-1", "met rcpcFirst-1", "opened rcpcLater-1 2027-02-18");
        var story = app.NewCase();
        story.Continue(id);
        await story.LeaveAsync("2026-08-19T13:00:00Z", "health");

        async Task RaiseAsync(string at, Person by, string type, string data, params string[] changes)
        {
            await app.AtAsync(at);
            var outcome = (await app.Api.RaiseAsync(id, by, type, at[..10], data, $"{at} {type}")).Expect(HttpStatusCode.OK).Body;
            Assert.Empty(changes.Except(Story.Changes(outcome)));
        }
    }

    internal static async Task TellTransferAsync(Scene app)
    {
        await app.AtAsync("2026-03-26T09:00:00Z");
        var authority = new Person("devon.1", "Dee Vane", "Agency", "authority-devon");
        const string notice = """
            { "notifiedAt": "2026-03-26T08:30:00Z", "fromAuthority": "authority-devon", "team": "north", "planStartedOn": "2025-11-03",
              "categories": ["NEG"], "documents": ["Plan", "Chronology"],
              "child": { "localId": "C-T1", "givenName": "Robin", "familyName": "Example", "dateOfBirth": "2019-05-14", "sex": "F" } }
            """;
        (await app.Api.PostAsync("/api/transfers-in", School, notice, "T1")).Expect(HttpStatusCode.Forbidden);

        var opened = (await app.Api.PostAsync("/api/transfers-in", authority, notice, "T1")).Expect(HttpStatusCode.Created);
        Assert.Equal("ConferencePending", opened.Value("state"));
        Assert.Equal(
            "transferInConference-1 2026-04-20",
            string.Join(", ", opened.Body["openDeadlines"]!.AsArray().Select(one => $"{one!["id"]} {one["dueOn"]}")));

        Assert.Equal(
            opened.Value("caseId"),
            (await app.Api.PostAsync("/api/transfers-in", authority, notice, "T1")).Expect(HttpStatusCode.Created).Value("caseId"));
        (await app.Api.PostAsync("/api/transfers-in", Support, notice, "T2")).ExpectProblem(HttpStatusCode.Conflict, "case-open");
        (await app.Api.ReferAsync(School, Referrals.Of("T1", "2026-03-26T09:00:00Z"), "R1")).ExpectProblem(
            HttpStatusCode.Conflict, "case-open");
    }
}
