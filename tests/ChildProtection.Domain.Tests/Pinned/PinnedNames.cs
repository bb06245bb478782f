using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Tests.Pinned;

/// <summary>
/// Every name that is stored or sent, kept in one file: what was written once must be readable for ever, whatever the C# is called.
/// </summary>
internal sealed record PinnedNames
{
    /// <summary>From the root of the repository.</summary>
    public const string File = "tests/ChildProtection.Domain.Tests/Pinned/names.json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static PinnedNames All { get; } =
        JsonSerializer.Deserialize<PinnedNames>(
            System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pinned", "names.json")), Strict)!;

    /// <summary>
    /// Types of events, in the order in which they came. The random lives choose by this order, so a new one stands last.
    /// </summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>What a deadline or a fact may be named by beside an event.</summary>
    public required IReadOnlyList<string> OtherAnchors { get; init; }

    public required IReadOnlyList<string> OtherFacts { get; init; }

    public required IReadOnlyList<string> DeadlineKinds { get; init; }

    public required IReadOnlyList<string> NoticeKinds { get; init; }

    /// <summary>Codes of those who are told.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Members of enums, which stand by their own names in the rows of tables.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Members { get; init; }

    /// <summary>The field that tells kinds of a record apart in JSON, and what it holds.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Discriminators { get; init; }

    /// <summary>The fields of what is stored or sent as JSON; see <see cref="StoredForm"/>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Forms { get; init; }
}
