using System.Collections.Concurrent;

namespace ChildProtection.Domain.Procedures;

/// <summary>The procedure profiles that come with the product.</summary>
public static class ProcedureLibrary
{
    private const string Prefix = "ChildProtection.Domain.Procedures.Profiles.";
    private static readonly ConcurrentDictionary<string, ProcedureProfile> Loaded = new(StringComparer.Ordinal);

    /// <summary>The ids of all profiles.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. typeof(ProcedureLibrary).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".json".Length]).Order(StringComparer.Ordinal)];

    /// <summary>All profiles, by id.</summary>
    public static IReadOnlyList<ProcedureProfile> All => [.. Ids.Select(Get)];

    /// <summary>Gets a profile.</summary>
    /// <exception cref="ProfileException">There is no such profile, or it is broken.</exception>
    public static ProcedureProfile Get(string id) => Find(id)
        ?? throw new ProfileException([new(id, null, "", "there is no such procedure profile", $"one of {string.Join(", ", Ids)}")]);

    /// <summary>Gets a profile, or null when there is none of that id.</summary>
    /// <exception cref="ProfileException">The profile is broken.</exception>
    public static ProcedureProfile? Find(string id) => Find(id, []);

    private static ProcedureProfile? Find(string id, IReadOnlyList<string> heirs)
    {
        // A profile that inherits from itself in a circle finds no base, which the loader reports as a fault.
        if (!Ids.Contains(id) || heirs.Contains(id))
        {
            return null;
        }

        return Loaded.TryGetValue(id, out var profile) ? profile : Loaded.GetOrAdd(id, Load(id, [.. heirs, id]));
    }

    private static ProcedureProfile Load(string id, IReadOnlyList<string> heirs)
    {
        using var stream = typeof(ProcedureLibrary).Assembly.GetManifestResourceStream(Prefix + id + ".json")!;
        using var reader = new StreamReader(stream);
        return ProfileLoader.Parse(reader.ReadToEnd(), id + ".json", baseId => Find(baseId, heirs));
    }
}
