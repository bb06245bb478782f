using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Examples;
using ChildProtection.Functions.Tests.Platform.Http;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>What a schema lets through at its bounds is decided: accepted, or refused with its place; never a fault (F31).</summary>
public sealed class CoreLimitTests
{
    public static TheoryData<string, string> Stories => ExampleTests.Stories;

    [Theory]
    [MemberData(nameof(Stories))]
    public void Decide_EachEventOfAStoryAtEachBound_IsDecidedAndFitsItsRows(string opens, string events)
    {
        var driver = Example.Open(Example.Body("requests/" + opens));
        // In short runs a type is tried in the first story that has it.
        var tried = events.Split(' ').Where(name => LongRuns.Asked || StoryOf(name) == events).ToHashSet();

        foreach (var name in events.Split(' '))
        {
            var (example, account) = Example.Event(name);
            var body = JsonNode.Parse(example.GetRawText())!.AsObject();
            if (tried.Contains(name))
                Assert.NotEqual(0, Bodies(body).Count(read => IsDecided(driver, read)));
            driver.Raise(ProblemAssert.Json(body), account: account);
        }
    }

    [Theory]
    [MemberData(nameof(LimitTests.EveryScript), MemberType = typeof(LimitTests))]
    public void Decide_ReferralAtEachBound_IsDecided(Script script)
    {
        var body = JsonNode.Parse(Example.Body("requests/referral").GetRawText())!.AsObject();
        var schema = EventSchemas.Referral();
        foreach (var limit in Limit.In(schema))
            foreach (var value in limit.Within(script))
            {
                var changed = limit.Put(body, schema, value);

                var fault = Record.Exception(() => Example.Open(ProblemAssert.Json(changed)));

                // The last two: the domain refuses it, or no such team is open on its day.
                Assert.True(
                    fault is null or ProblemException or Xunit.Sdk.IsTypeException or Xunit.Sdk.NullException, $"{limit.Pointer}: {fault}");
            }
    }

    private static string StoryOf(string name) => Stories.Select(story => (string)story[1]).First(story => story.Split(' ').Contains(name));

    private static IEnumerable<EventBody> Bodies(JsonObject body)
    {
        var schema = EventSchemas.Event(EventCatalogue.Find(body["type"]!.GetValue<string>())!);
        foreach (var limit in Limit.In(schema))
            foreach (var value in Enum.GetValues<Script>().SelectMany(limit.Within))
            {
                EventBody? read = null;
                if (Record.Exception(() => read = EventBody.Read(ProblemAssert.Json(limit.Put(body, schema, value)), DateOnly.MaxValue)) is
                    { } refused)
                    Assert.IsType<ProblemException>(refused);
                if (read is not null)
                    yield return read;
            }
    }

    private static bool IsDecided(CaseDriver driver, EventBody read)
    {
        var copy = CaseDriver.From(driver.State);
        var decision = copy.Try(read, Later(driver, read));
        if (decision is Rejected rejected)
            Assert.NotEqual("", rejected.Reason);
        else
            AssertFits(Assert.IsType<Accepted>(decision));
        return true;
    }

    /// <summary>The day it says, or the day of the case where it says one that has not come or is long past.</summary>
    private static string Later(CaseDriver driver, EventBody read)
    {
        var recorded = DateOnly.FromDateTime(driver.State.LastRecordedAt.UtcDateTime);
        return (read.OccurredOn.Year is 1900 or 2199 || read.OccurredOn < recorded ? recorded.AddDays(1) : read.OccurredOn).Iso();
    }

    private static void AssertFits(Accepted decision)
    {
        var row = new TableEntity("case", "case");
        CaseRow.Write(row, decision.State, FactRow.NoHash);
        RowLimits.Check(row);
        if (decision.PlanVersion is { } version)
            RowLimits.Check(PlanRow.New("case", version, "event", decision.Fact.RecordedAt));
        foreach (var change in decision.Deadlines)
            RowLimits.Check(DeadlineRow.New("case", change.Deadline));
    }
}
