using System.Text.Json.Nodes;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Teams;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Platform.Http;

namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>Every text, list and number that a caller sends has a bound, which the refusal names (F31).</summary>
public sealed class LimitTests
{
    private static readonly DateOnly Today = new(2199, 12, 31);
    private static readonly LocalDays Days = new(new StandingClock(new DateTimeOffset(2199, 12, 31, 12, 0, 0, TimeSpan.Zero)));

    private static readonly OpeningTeam Team = new(TeamList.Shipped, ByAgency: false);

    public static TheoryData<string> Bodies =>
        [.. ApiRoutes.All.Where(route => route.Body is not null && route.Function != "RaiseEvent").Select(route => route.Function)];

    public static TheoryData<string, Script> Events
    {
        get
        {
            var cases = new TheoryData<string, Script>();
            foreach (var type in EventCatalogue.All.Where(type => !type.Indirect))
                foreach (var script in Enum.GetValues<Script>())
                    cases.Add(type.Name, script);
            return cases;
        }
    }

    public static TheoryData<Script> EveryScript => [.. Enum.GetValues<Script>()];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Schema_OfEveryBody_BoundsEverythingInIt(string function) =>
        Assert.DoesNotContain(
            Limit.In(ApiRoutes.All.Single(route => route.Function == function).Body!()),
            limit => !limit.IsDate && !limit.Bounds.Any());

    [Theory]
    [MemberData(nameof(Events))]
    public void Read_EventAtEachBound_IsTaken(string name, Script script)
    {
        var schema = EventSchemas.Event(EventCatalogue.Find(name)!);
        var limits = Limit.In(schema).ToArray();

        var refused = Refusals(schema, limits, limit => limit.Within(script), body => EventBody.Read(ProblemAssert.Json(body), Today));

        Assert.NotEmpty(limits);
        Assert.Equal(script == Script.Emoji ? limits.Where(limit => limit.IsId).Select(limit => limit.Pointer) : [], refused);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Read_EventOneBeyondABound_IsToldPlaceAndBound(string name, Script script)
    {
        var schema = EventSchemas.Event(EventCatalogue.Find(name)!);

        AssertBeyond(schema, script, body => EventBody.Read(ProblemAssert.Json(body), Today.AddDays(1)));
    }

    [Theory]
    [MemberData(nameof(EveryScript))]
    public void Read_ReferralOneBeyondABound_IsToldPlaceAndBound(Script script)
    {
        AssertBeyond(EventSchemas.Referral(), script, body => ReferralBody.Read(ProblemAssert.Json(body), Days, Team));
        AssertBeyond(EventSchemas.TransferIn(), script, body => ReferralBody.ReadTransfer(ProblemAssert.Json(body), Days, Team));
    }

    [Theory]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u0007b", "U+0007")]
    [InlineData("a\u007Fb", "U+007F")]
    public void Read_CharacterThatHidesOrBreaks_IsNamed(string words, string named)
    {
        var body = new JsonObject
        {
            ["type"] = "NewConcern",
            ["occurredOn"] = "2026-02-10",
            ["data"] = new JsonObject { ["significantHarm"] = true, ["concern"] = words },
        };

        Assert.Equal(
            [$"/data/concern: must not have the character {named}; remove it"],
            ProblemAssert.Errors(() => EventBody.Read(ProblemAssert.Json(body), Today)));
    }

    [Fact]
    public void Read_LinesTabsAndJoiners_AreWordsLikeOthers()
    {
        var body = new JsonObject
        {
            ["type"] = "NewConcern",
            ["occurredOn"] = "2026-02-10",
            ["data"] = new JsonObject { ["significantHarm"] = true, ["concern"] = "One.\r\n\tTwo.\u0085 👩\u200D👧 \u200Fعربي" },
        };

        Assert.Null(Record.Exception(() => EventBody.Read(ProblemAssert.Json(body), Today)));
    }

    private static List<string> Refusals(
        JsonObject schema, IEnumerable<Limit> limits, Func<Limit, IEnumerable<JsonNode>> values, Action<JsonObject> read)
    {
        var smallest = SchemaSamples.Smallest(schema).AsObject();
        var refused = new List<string>();
        foreach (var limit in limits)
            if (values(limit).Any(value => Record.Exception(() => read(limit.Put(smallest, schema, value))) is ProblemException))
                refused.Add(limit.Pointer);
        return refused;
    }

    private static void AssertBeyond(JsonObject schema, Script script, Action<JsonObject> read)
    {
        var smallest = SchemaSamples.Smallest(schema).AsObject();
        foreach (var limit in Limit.In(schema))
            foreach (var (value, named) in limit.Beyond(script))
            {
                var errors = ProblemAssert.Errors(() => read(limit.Put(smallest, schema, value)));

                Assert.Contains(errors, error => error.StartsWith(limit.Pointer + ": ", StringComparison.Ordinal)
                    && error.Contains(named, StringComparison.Ordinal));
            }
    }
}
