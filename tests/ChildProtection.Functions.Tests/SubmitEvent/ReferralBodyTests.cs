using System.Text.Json.Nodes;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Teams;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Platform.Http;

namespace ChildProtection.Functions.Tests.SubmitEvent;

public sealed class ReferralBodyTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 23, 30, 0, TimeSpan.Zero);

    private static readonly LocalDays Days = new(new StandingClock(Now));

    private static readonly OpeningTeam ByStaff = new(TeamList.Shipped, ByAgency: false);

    [Fact]
    public void Read_WithoutReceivedAt_IsReceivedNowOnTheLocalDay()
    {
        var read = ReferralBody.Read(ProblemAssert.Json(Referral()), Days, ByStaff);

        // Half past midnight of the next day in British summer time.
        Assert.Equal((Now, new DateOnly(2026, 7, 2)), (read.ReceivedAt, read.ReceivedOn));
        Assert.Equal("north", ((ReferralReceived)read.Opening).Team);
    }

    [Fact]
    public void Read_WithReceivedAt_TakesItOutOfTheData()
    {
        var referral = Referral();
        referral["receivedAt"] = "2026-02-02T11:15:00+01:00";

        var read = ReferralBody.Read(ProblemAssert.Json(referral), Days, ByStaff);

        Assert.Equal((new DateTimeOffset(2026, 2, 2, 10, 15, 0, TimeSpan.Zero), TimeSpan.Zero), (read.ReceivedAt, read.ReceivedAt.Offset));
        Assert.False(read.Data.ContainsKey("receivedAt"));
        Assert.Equal("F-1001", read.Data["family"]!.GetValue<string>());
    }

    public static TheoryData<string, string, string> Wrong =>
        new()
        {
            { "receivedAt", "\"2026-07-01T23:30:01Z\"", "/receivedAt: must not be in the future" },
            { "receivedAt", "\"yesterday\"", "/receivedAt: must be an instant such as 2026-02-02T10:15:00Z" },
            { "profile", "\"XX\"", "/profile: must be one of EN-WT2023, S0-GENERIC, S1-GUERNSEY, S2-COUNCIL, S3-SOUTHWEST, S4-GREENWICH" },
            { "team", "\"\"", "/team: must not be empty" },
            { "nickname", "1", "/nickname: is not a known field" },
            {
                "child",
                "{ \"localId\": \"C\", \"givenName\": \"A\", \"familyName\": \"B\", \"sex\": \"X\" }",
                "/child/sex: must be one of M, F, U"
            },
        };

    [Theory]
    [InlineData("familyName", " ", "/child/familyName: must not be blank")]
    [InlineData("familyName", "\u200b\u00a0", "/child/familyName: must not be blank")]
    [InlineData("givenName", "\t", "/child/givenName: must not be blank")]
    [InlineData(
        "localId",
        "C1\u200b001",
        "/child/localId: must not have characters that nobody sees, such as control characters or zero-width blanks")]
    [InlineData("localId", "  ", "/child/localId: must not be blank")]
    [InlineData("localId", "12345678901234567890123456789012345678901234567890123456789012345",
        "/child/localId: must be at most 64 characters long")]
    public void Read_ChildWithoutWhatIsSeen_NamesItsPlace(string field, string value, string error)
    {
        var referral = Referral();
        referral["child"]![field] = value;

        Assert.Equal([error], ProblemAssert.Errors(() => ReferralBody.Read(ProblemAssert.Json(referral), Days, ByStaff)));
    }

    [Theory]
    [InlineData(" C1001\u00a0", "C1001")]
    [InlineData("E\u0301-1", "\u00c9-1")]
    [InlineData("c1001", "c1001")]
    public void Read_LocalId_IsNormalisedBeforeAnythingElse(string sent, string id)
    {
        var referral = Referral();
        referral["child"]!["localId"] = sent;

        var read = ReferralBody.Read(ProblemAssert.Json(referral), Days, ByStaff);

        Assert.Equal(id, ((ReferralReceived)read.Opening).Child.LocalId);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongField_NamesItsPlace(string field, string value, string error)
    {
        var referral = Referral();
        referral[field] = JsonNode.Parse(value);

        Assert.Equal([error], ProblemAssert.Errors(() => ReferralBody.Read(ProblemAssert.Json(referral), Days, ByStaff)));
    }

    [Theory]
    [InlineData("\"nroth\"", "must be one of the open teams: duty, north, south, east, west")]
    [InlineData("\"NORTH\"", "must be one of the open teams: duty, north, south, east, west")]
    [InlineData("null", "is required; must be one of the open teams: duty, north, south, east, west")]
    public void Read_TeamOfStaffThatIsNotOpen_NamesTheOpenOnes(string team, string fault)
    {
        var referral = Referral();
        referral["team"] = JsonNode.Parse(team);

        Assert.Equal(fault, ReferralBody.Read(ProblemAssert.Json(referral), Days, ByStaff).TeamFault);
    }

    [Fact]
    public void Read_WrongTeamBesideAnotherFault_NamesBoth()
    {
        var referral = Referral();
        (referral["team"], referral["nickname"]) = ("nroth", 1);

        Assert.Equal(
            ["/nickname: is not a known field", "/team: must be one of the open teams: duty, north, south, east, west"],
            ProblemAssert.Errors(() => ReferralBody.Read(ProblemAssert.Json(referral), Days, ByStaff)));
    }

    [Fact]
    public void Read_ClosedTeam_IsFaultFromTheDayOn()
    {
        var north = TeamList.Shipped.Find("north")!;
        var list = new TeamList { Teams = [north with { ClosedOn = new(2026, 7, 2) }], Default = north };
        var closed = new OpeningTeam(list, ByAgency: false);

        Assert.NotNull(ReferralBody.Read(ProblemAssert.Json(Referral()), Days, closed).TeamFault);
        Assert.Null(ReferralBody.Read(
            ProblemAssert.Json(Referral()), new LocalDays(new StandingClock(Now.AddDays(-1))), closed).TeamFault);
    }

    [Fact]
    public void Read_NoTeamOfAnAgency_GivesItToTheDefaultDutyTeam()
    {
        var referral = Referral();
        referral.Remove("team");

        var read = ReferralBody.Read(ProblemAssert.Json(referral), Days, new OpeningTeam(TeamList.Shipped, ByAgency: true));

        Assert.Null(read.TeamFault);
        Assert.Equal("duty", ((ReferralReceived)read.Opening).Team);
        Assert.Equal("duty", read.Data["team"]!.GetValue<string>());
    }

    [Fact]
    public void Read_MisspeltTeamOfAnAgency_IsNotGuessed()
    {
        var referral = Referral();
        referral["team"] = "nroth";

        Assert.NotNull(ReferralBody.Read(
            ProblemAssert.Json(referral), Days, new OpeningTeam(TeamList.Shipped, ByAgency: true)).TeamFault);
    }

    [Fact]
    public void Read_NoObject_IsOneFault() =>
        Assert.Equal([": must be an object"], ProblemAssert.Errors(() => ReferralBody.Read(ProblemAssert.Json("\"x\""), Days, ByStaff)));

    private static JsonObject Referral() =>
        JsonNode
            .Parse(
                """
                { "referralSource": "2A", "concern": "Words.", "primaryNeed": "N1", "profile": "EN-WT2023", "team": "north",
                  "family": "F-1001",
                  "child": { "localId": "C-1001", "givenName": "Test", "familyName": "Child", "dateOfBirth": "2019-05-14", "sex": "F",
                    "ethnicity": "WBRI", "preferredLanguage": "en",
                             "disabilities": ["NONE"], "expectedDateOfBirth": null },
                  "parents": [ { "name": "A. Parent", "relation": "mother", "parentalResponsibility": true,
                    "knownToAdultServices": false } ] }
                """
            )!
            .AsObject();
}
