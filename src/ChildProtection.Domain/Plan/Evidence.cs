using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>A file in the authority's document store: its place, its hash and its date. The file itself never comes here.</summary>
public sealed record Evidence
{
    [Description("Where the file is kept.")]
    public required FreeText Uri { get; init; }

    [Description("Of the file's bytes, 64 hexadecimal digits.")]
    public required string Sha256 { get; init; }

    [Description("The day of the signature, e-mail or letter.")]
    public required DateOnly DatedOn { get; init; }
}
