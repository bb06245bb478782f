using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>What opens a case says which child it is about and under which policy.</summary>
public interface IOpensCase
{
    string? Profile { get; }

    /// <summary>The app puts the default duty team where an agency names none.</summary>
    string? Team { get; }

    ReferredChild Child { get; }

    IReadOnlyList<Parent>? Parents { get; }
}

public sealed record ReferredChild
{
    [Description("The authority's own id for the child (census LAchildID); blanks around it are no part of it.")]
    [TextFormat(LocalIds.Format, MaxLength = LocalIds.MaxLength)]
    public required string LocalId { get; init => field = LocalIds.Normalise(value); }

    [TextFormat(TextFormatAttribute.Name)]
    public required FreeText GivenName { get; init; }

    [TextFormat(TextFormatAttribute.Name)]
    public required FreeText FamilyName { get; init; }

    [Description("Exactly one of dateOfBirth and expectedDateOfBirth.")]
    public DateOnly? DateOfBirth { get; init; }

    public DateOnly? ExpectedDateOfBirth { get; init; }

    [CensusOnly]
    [Codes(CodeLists.Sex)]
    public string? Sex { get; init; }

    [CensusOnly]
    [Codes(CodeLists.Ethnicity)]
    public string? Ethnicity { get; init; }

    public string? PreferredLanguage { get; init; }

    [CensusOnly]
    [Codes(CodeLists.Disability)]
    public IReadOnlyList<string>? Disabilities { get; init; }
}

public sealed record Parent
{
    public required FreeText Name { get; init; }

    public FreeText? Relation { get; init; }

    public bool? ParentalResponsibility { get; init; }

    public bool? KnownToAdultServices { get; init; }
}
