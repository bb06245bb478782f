using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.Tests.SubmitEvent;

/// <summary>Children of one meeting are counted, and what they share is weighed, before anything is built for each of them.</summary>
public sealed class GroupBoundTests
{
    [Fact]
    public void Read_SixThousandChildren_NamesTheListAlone()
    {
        var refusal = Assert.Throws<ProblemException>(() => GroupBody.Read(Body(children: 6_000, shared: 10))).Problem;

        Assert.Equal("validation", refusal.Name);
        Assert.Contains("one fault", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MuchThatTwentyChildrenShare_IsTooLarge()
    {
        var refusal = Assert.Throws<ProblemException>(() => GroupBody.Read(Body(children: 20, shared: 300_000))).Problem;

        Assert.Equal("body-too-large", refusal.Name);
        Assert.Equal(20, GroupBody.Read(Body(children: 20, shared: 100_000)).Children.Count);
    }

    private static JsonElement Body(int children, int shared) => JsonSerializer.SerializeToElement(
        new JsonObject
        {
            ["type"] = GroupBody.Types[0].Name,
            ["occurredOn"] = "2026-02-03",
            ["data"] = new JsonObject { ["x"] = new string('x', shared) },
            ["children"] = new JsonArray([.. Enumerable.Range(0, children).Select(Child)]),
        });

    private static JsonNode Child(int number) => new JsonObject { ["caseId"] = $"{Guid.Empty.ToString()[..^4]}{number:D4}" };
}
