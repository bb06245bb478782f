using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>One child of a group: its case, and the meeting's outcome for it.</summary>
/// <param name="CaseId">The id as stored; null when the text is no case id.</param>
/// <param name="Named">As the caller wrote it.</param>
/// <param name="Event">The body that raises the event on that case: the fields for all children, overridden by those of this
/// child.</param>
internal sealed record GroupChild(string? CaseId, string Named, JsonElement Event);

/// <summary>One meeting about several children, such as siblings. Each child's event is validated by itself.</summary>
internal sealed record GroupBody(EventDefinition Type, IReadOnlyList<GroupChild> Children)
{
    /// <summary>A family's children; more are sent in several requests.</summary>
    public const int MostChildren = 20;

    /// <summary>Characters of what all children share, for all of them together: each case keeps a copy of its own.</summary>
    private const int MostShared = 4 * 1024 * 1024;

    /// <summary>The events that can be about several children at once.</summary>
    public static IReadOnlyList<EventDefinition> Types { get; } = [.. EventCatalogue.All.Where(type => type.ForSeveralChildren)];

    // After the types, which its schema lists: static members are initialised in order of their text.
    private static readonly SchemaValidator Validator = new(Schema());

    public static JsonObject Schema()
    {
        var anything = new JsonObject { ["type"] = "object", ["description"] = "Fields of the event's data." };
        var children = new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["maxItems"] = MostChildren,
            ["items"] = SchemaParts.Closed(
                new JsonObject { ["caseId"] = SchemaParts.Id("The case."), ["data"] = anything.DeepClone() }, "caseId"),
        };
        return SchemaParts.Closed(
            new JsonObject
            {
                ["type"] = new JsonObject { ["enum"] = new JsonArray([.. Types.Select(type => (JsonNode)type.Name)]) },
                ["occurredOn"] = EventSchemas.OccurredOn(),
                ["data"] = anything,
                ["note"] = EventSchemas.Note(),
                ["children"] = children,
            },
            "type",
            "occurredOn",
            "children");
    }

    /// <param name="body">As it was sent.</param>
    /// <exception cref="ProblemException">The request itself is invalid; a fault of one child's event shows in that child's
    /// outcome.</exception>
    public static GroupBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var shared = body.TryGetProperty("data", out var data) ? data.GetRawText().Length : 0;
        if ((long)shared * body.GetProperty("children").GetArrayLength() > MostShared)
            throw new ProblemException(Problems.BodyTooLarge(
                "What the children share would be recorded for each of them, and together that is too much. Send fewer children at once."));
        var children = body.GetProperty("children").EnumerateArray().Select(child => Child(body, child)).ToArray();
        if (
            children.GroupBy(child => child.CaseId ?? child.Named, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is
            { } twice)
            errors.Add("/children", $"names {twice.Key} more than once");
        errors.ThrowIfAny();
        return new GroupBody(EventBody.TypeOf(body)!, children);
    }

    private static GroupChild Child(JsonElement body, JsonElement child)
    {
        var raised = JsonObject.Create(body)!;
        raised.Remove("children");
        var data = raised["data"]?.DeepClone().AsObject() ?? [];
        if (child.TryGetProperty("data", out var own))
        {
            foreach (var (name, value) in JsonObject.Create(own)!.ToArray())
                data[name] = value?.DeepClone();
        }

        raised["data"] = data;
        var named = child.GetProperty("caseId").GetString()!;
        return new GroupChild(
            Guid.TryParseExact(named, "D", out var id) ? id.ToString("D") : null, named, JsonSerializer.SerializeToElement(raised));
    }
}
