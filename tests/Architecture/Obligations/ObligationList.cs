using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Obligations;

/// <summary>The numbered obligations of the five sources, and those of them that no software can carry.</summary>
internal static class ObligationList
{
    /// <summary>More than these few duties of people would be an excuse.</summary>
    public const int MostOutside = 25;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Architecture/Obligations");

    public static IReadOnlyList<Obligation> All { get; } = Read<Obligation>("obligations.json");

    /// <summary>The product's own rules of a second person, teams and duties that last.</summary>
    public static IReadOnlyList<OwnRule> Rules { get; } = Read<OwnRule>("rules.json");

    public static IReadOnlyList<OutsideSoftware> Outside { get; } = Read<OutsideSoftware>("outside.json");

    private static T[] Read<T>(string name) =>
        JsonSerializer.Deserialize<T[]>(File.ReadAllText(Path.Combine(Folder, name)), JsonSerializerOptions.Web)!;
}

internal sealed record Obligation
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>False for what only gives context.</summary>
    public required bool Normative { get; init; }

    /// <summary>The source refers to a list that its copy does not have.</summary>
    public bool ListLost { get; init; }
}

/// <summary>A rule of the product, which no source numbers.</summary>
internal sealed record OwnRule(string Id, string Title);

/// <summary>A duty of people that leaves no record.</summary>
internal sealed record OutsideSoftware(string Id, string Reason);
