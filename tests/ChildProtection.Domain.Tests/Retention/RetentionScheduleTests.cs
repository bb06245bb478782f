using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Retention;

namespace ChildProtection.Domain.Tests.Retention;

/// <summary>An authority's own schedule, and each way of getting one wrong.</summary>
public sealed class RetentionScheduleTests
{
    private const string Sound = """
        { "id": "X", "version": "1", "title": "Ours",
          "categories": [
            { "category": "lookedAfter", "title": "Care", "keepUntilLatestOf": [{ "from": "birth", "years": 75 }],
              "whenDiedUnder18": [{ "from": "death", "years": 15 }], "source": ["law"] },
            { "category": "childProtection", "title": "Protection", "keepUntilLatestOf": [{ "from": "closure", "years": 35 }],
              "source": ["policy"] },
            { "category": "childInNeed", "title": "Need", "keepUntilLatestOf": [{ "from": "closure", "years": 3 }],
              "source": ["policy"] } ],
          "accessLog": { "years": 6, "source": ["policy"] } }
        """;

    [Fact]
    public void Read_ASoundFile_HasItsRules()
    {
        var schedule = Read(Sound);

        Assert.Equal(("X", "1", 6), (schedule.Id, schedule.Version, schedule.AccessLogYears));
        Assert.Equal([new RetentionTerm(RetentionAnchor.Death, 15)], schedule.Rule(RecordCategory.LookedAfter).WhenDied);
        Assert.Empty(schedule.Rule(RecordCategory.ChildInNeed).WhenDied);
    }

    [Fact]
    public void Shipped_EveryPeriod_NamesItsSource() =>
        Assert.All(RetentionSchedule.Shipped.Rules, rule => Assert.NotEmpty(rule.Source));

    [Theory]
    [InlineData("\"years\": 75", "\"years\": 151", "/categories/0/keepUntilLatestOf/0/years", "from 0 to 150")]
    [InlineData("\"years\": 75", "\"years\": -1", "/categories/0/keepUntilLatestOf/0/years", "from 0 to 150")]
    [InlineData("\"years\": 75", "\"years\": 7.5", "/categories/0/keepUntilLatestOf/0/years", "from 0 to 150")]
    [InlineData("\"years\": 75", "\"decades\": 7", "/categories/0/keepUntilLatestOf/0", "whole number")]
    [InlineData("\"from\": \"birth\"", "\"from\": \"baptism\"", "/categories/0/keepUntilLatestOf/0/from", "closure, birth, death")]
    [InlineData("[{ \"from\": \"birth\", \"years\": 75 }]", "[]", "/categories/0/keepUntilLatestOf", "at least one item")]
    [InlineData(
        "\"from\": \"closure\", \"years\": 35", "\"from\": \"death\", \"years\": 35", "/categories/1/keepUntilLatestOf", "whenDiedUnder18")]
    [InlineData("[\"law\"]", "[]", "/categories/0/source", "at least one item")]
    [InlineData("[\"law\"]", "[\" \"]", "/categories/0/source/0", "where the period is from")]
    [InlineData("\"childInNeed\"", "\"childProtection\"", "", "each category once")]
    [InlineData("\"title\": \"Care\",", "\"title\": \"Care\", \"colour\": \"red\",", "/categories/0/colour", "keepUntilLatestOf")]
    [InlineData("\"version\": \"1\",", "", "", "version")]
    [InlineData("\"accessLog\": { \"years\": 6, \"source\": [\"policy\"] }", "\"title\": \"again\"", "", "'years' and 'source'")]
    public void Read_OneFault_NamesPlaceAndExpectation(string sound, string broken, string place, string expected)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);

        var fault = Assert.Throws<ProfileException>(() => Read(Sound.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.Contains(
            fault.Faults,
            one => one.Place == place && one.Expected.Contains(expected, StringComparison.Ordinal) && one.File == "ours.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"id\": ")]
    public void Read_WhatIsNoSchedule_SaysSo(string text) => Assert.Throws<ProfileException>(() => Read(text));

    private static RetentionSchedule Read(string text) => RetentionSchedule.Read(new ProcedureFile("ours.json", text));
}
