using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Teams;

/// <summary>The authority's teams: configuration, so that a misspelt code hides no referral (N-10).</summary>
public sealed record TeamList
{
    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<Team> Teams { get; init; }

    /// <summary>The duty team that takes a referral which names none.</summary>
    public required Team Default { get; init; }

    /// <summary>Account ids of those who may be booked as a chair; empty where the authority keeps no such list.</summary>
    public IReadOnlyList<string> Chairs { get; init; } = [];

    /// <summary>What comes with the product, to try it with.</summary>
    public static TeamList Shipped { get; } = Read(ProcedureFile.BuiltIn("ChildProtection.Domain.Teams.Data.").Single());

    /// <summary>Reads an authority's own list.</summary>
    /// <exception cref="ProfileException">The file is broken; every fault is named.</exception>
    public static TeamList Read(ProcedureFile file) => new TeamReader(file).Read();

    public Team? Find(string code) => Teams.FirstOrDefault(team => team.Code == code);

    public IEnumerable<Team> OpenOn(DateOnly day) => Teams.Where(team => team.IsOpenOn(day));

    /// <summary>What is wrong with a choice of team; null when it is open on that day.</summary>
    public string? Fault(string code, DateOnly day) => Find(code) is { } team && team.IsOpenOn(day)
        ? null
        : $"must be one of the open teams: {string.Join(", ", OpenOn(day).Select(open => open.Code))}";
}
