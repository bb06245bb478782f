using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Profiles and calendars that an authority adds.</summary>
internal static class OwnProfiles
{
    /// <summary>The shipped ones and the example files of the documentation.</summary>
    public static ProcedureCatalogue WithExamples() => Examples.Value;

    /// <summary>The shipped ones and a profile with the duties of a case without a lead, which no shipped version has.</summary>
    public static ProcedureCatalogue WithAllocation { get; } = ProcedureCatalogue.With(
        [
            new ProcedureFile(
                "OWN-2026.json",
                """
                { "id": "OWN-2026", "version": "1.0", "title": "Own", "base": "EN-WT2023", "baseVersion": "1.0",
                  "parameters": {
                    "allocation": { "title": "Lead worker allocated", "value": 1, "unit": "workingDays", "anchor": "trigger",
                      "direction": "after", "pattern": "short", "responsible": "teamManager", "source": ["product choice"] },
                    "unallocatedReview": { "title": "Unallocated case looked at", "value": 5, "unit": "workingDays",
                      "anchor": "unallocated", "direction": "after", "pattern": "short", "responsible": "teamManager",
                      "source": ["product choice"] },
                    "unallocatedTold": { "title": "Family told whom to call", "value": 1, "unit": "workingDays",
                      "anchor": "unallocated", "direction": "after", "pattern": "short", "responsible": "teamManager",
                      "source": ["product choice"] } } }
                """),
        ],
        []);

    private static readonly Lazy<ProcedureCatalogue> Examples = new(() => ProcedureCatalogue.With(Files("procedures"), Files("calendars")));

    private static ProcedureFile[] Files(string folder) =>
        [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "Examples", folder), "*.json")
                .Select(path => new ProcedureFile(Path.GetFileName(path), File.ReadAllText(path))),
        ];
}
