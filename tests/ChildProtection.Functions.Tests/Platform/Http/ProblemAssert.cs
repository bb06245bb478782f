using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Tests.Platform.Http;

/// <summary>What a refused request was told.</summary>
internal static class ProblemAssert
{
    /// <summary>The problem that <paramref name="request"/> ends in.</summary>
    public static Problem Refused(Action request) => Assert.Throws<ProblemException>(request).Problem;

    /// <summary>One line per error: <c>pointer: message</c>.</summary>
    public static string[] Errors(Action request)
    {
        var problem = Refused(request);
        Assert.Equal(("validation", 422), (problem.Name, problem.Status));
        return Lines(Assert.IsAssignableFrom<IReadOnlyDictionary<string, List<string>>>(problem.Fields["errors"]));
    }

    public static string[] Lines(IReadOnlyDictionary<string, List<string>> errors) =>
        [.. errors.SelectMany(place => place.Value.Select(message => $"{place.Key}: {message}"))];

    public static string[] Lines(ValidationErrors errors) => Lines(errors.ByPointer);

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public static JsonElement Json(JsonNode json) => Json(json.ToJsonString());
}
