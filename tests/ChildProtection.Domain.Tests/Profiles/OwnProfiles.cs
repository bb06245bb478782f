using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Profiles and calendars that an authority adds.</summary>
internal static class OwnProfiles
{
    /// <summary>The shipped ones and the example files of the documentation.</summary>
    public static ProcedureCatalogue WithExamples() => Examples.Value;

    private static readonly Lazy<ProcedureCatalogue> Examples = new(() => ProcedureCatalogue.With(Files("procedures"), Files("calendars")));

    private static ProcedureFile[] Files(string folder) =>
        [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "Examples", folder), "*.json")
                .Select(path => new ProcedureFile(Path.GetFileName(path), File.ReadAllText(path))),
        ];
}
