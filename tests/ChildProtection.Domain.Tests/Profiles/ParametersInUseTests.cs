using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Properties;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Every parameter of a profile is read by a rule: with another value some case is decided differently.</summary>
public sealed class ParametersInUseTests
{
    /// <summary>Lives that are compared before a parameter counts as one that nothing reads.</summary>
    private const int MostLives = 1500;

    /// <summary>
    /// There is one value that the product understands; a profile states it, so that another can be added without a guess about the old
    /// cases.
    /// </summary>
    private static readonly string[] WithOneValue = ["parentInvite", "endOfDay", "offDayRule"];

    private static readonly ProcedureProfile England = ProcedureLibrary.Get("EN-WT2023");

    /// <summary>Lives under the values as they are, by profile and number.</summary>
    private static readonly ConcurrentDictionary<(string, int), string[]> Unchanged = new();

    public static TheoryData<string> Changeable => [.. England.Parameters.Select(parameter => parameter.Name).Except(WithOneValue)];

    [Fact]
    public void Parameters_WithOneValue_AreRefusedAnyOther() => Assert.All(WithOneValue, name =>
    {
        var fault = Assert.Throws<ProfileException>(() => Catalogue("OTHER", England, name, "another"));
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Changeable))]
    public void Parameter_WithAnotherValue_ChangesADecision(string name)
    {
        // What is an age only matters where children are invited by age.
        var like = ProcedureLibrary.Get(name == "childInviteAge" ? "S2-COUNCIL" : England.Id);
        var other = Catalogue("OTHER", like, name, Another(name, like[name]));
        for (var number = 0; number < MostLives; number++)
        {
            var plan = WalkPlan.Of(20260202, number);
            var before = Unchanged.GetOrAdd((like.Id, number), _ => [.. Told(Walk.Along(plan with { Profile = like.Id }))]);
            if (!before.SequenceEqual(Told(Walk.Along(plan with { Profile = "OTHER" }, catalogue: other)), StringComparer.Ordinal))
                return;
        }

        Assert.Fail($"{name} changes nothing in {MostLives} lives: nothing reads it, or the walks never come to what does.");
    }

    /// <summary>What was decided, but for the names of profiles.</summary>
    private static IEnumerable<string> Told(Walk walk)
    {
        yield return Told(walk.Opened);
        foreach (var step in walk.Passed)
            yield return step.Decision switch
            {
                Accepted accepted => Told(accepted),
                Rejected rejected => rejected.Reason,
                _ => "",
            };
    }

    private static string Told(Accepted accepted) =>
        string.Join(
            '|',
            [
                accepted.State.Stage.ToString(),
                accepted.Fact.Type == "ProfileChanged" ? "" : accepted.Fact.Summary,
                .. accepted.Warnings,
                .. accepted.Deadlines.Select(change =>
                    $"{change.Deadline.Id} {change.Change} {change.Deadline.DueAt:O} {change.Deadline.EarliestOn:O} "
                    + $"{string.Join(',', change.Deadline.Checkpoints.Select(one => one.At.ToString("O")))}"),
            ]);

    private static JsonNode Another(string name, ProcedureParameter parameter) => (name, parameter.Value) switch
    {
        ("calendar", _) => "GG",
        ("timeZone", _) => "Europe/Paris",
        ("cgDatesFixedAhead", _) => "nextTwo",
        ("cgLaterAfterFirstReviewAnchor", _) => "laterOfFirstReviewAndPreviousCoreGroup",
        ("dayCountStart", _) => "inclusive",
        ("legalRoute", _) => "GuernseyConvenor",
        ("planNotWorking", _) => "must",
        ("seenAloneShare", _) => "everyVisit",
        ("childInvite", _) => "fromAge",
        _ when !parameter.Applies => 3,
        (_, { Flag: { } flag }) => !flag,
        (_, { Numbers: { } numbers }) => new JsonArray([.. numbers.Select(number => (JsonNode)(number + 1))]),
        (_, { Number: { } number }) => number + 1,
        _ => throw new ArgumentException($"Say here what else {name} may be.", nameof(name)),
    };

    private static ProcedureCatalogue Catalogue(string id, ProcedureProfile like, string? name, JsonNode? value)
    {
        var parameters = new JsonObject();
        if (name is not null)
        {
            var parameter = like[name];
            var unit = parameter.Applies ? JsonSerializer.SerializeToNode(parameter.Unit) : "months";
            parameters[name] = new JsonObject { ["value"] = value, ["unit"] = unit, ["source"] = new JsonArray("test") };
        }

        var file = new JsonObject
        {
            ["id"] = id,
            ["version"] = "1.0",
            ["title"] = "Own",
            ["base"] = like.Id,
            ["baseVersion"] = like.Version,
            ["parameters"] = parameters,
        };
        return ProcedureCatalogue.With([new ProcedureFile($"{id}.json", file.ToJsonString())], []);
    }
}
