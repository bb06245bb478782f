namespace ChildProtection.Domain.Profiles;

/// <summary>The procedure profiles that come with the product, each in its newest version.</summary>
public static class ProcedureLibrary
{
    /// <summary>The ids of all profiles.</summary>
    public static IReadOnlyList<string> Ids => [.. All.Select(profile => profile.Id)];

    /// <summary>All profiles, by id.</summary>
    public static IReadOnlyList<ProcedureProfile> All => [.. ProcedureCatalogue.Shipped.Newest];

    internal static IReadOnlyList<ProcedureFile> Files => ProcedureFile.BuiltIn("ChildProtection.Domain.Profiles.Data.");

    /// <summary>Gets a profile.</summary>
    /// <exception cref="ProfileException">There is no such profile.</exception>
    public static ProcedureProfile Get(string id) => ProcedureCatalogue.Shipped.Profile(id);

    /// <summary>Gets a profile, or null when there is none of that id.</summary>
    public static ProcedureProfile? Find(string id) => ProcedureCatalogue.Shipped.FindProfile(id);
}
