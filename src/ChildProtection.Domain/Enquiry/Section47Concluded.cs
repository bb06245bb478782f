using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Enquiry;

/// <summary>E06. The enquiry's outcome.</summary>
public sealed record Section47Concluded : CaseEvent, INamedEvent
{
    public static string WireName => "Section47Concluded";

    public required EnquiryOutcome Outcome { get; init; }

    [Description("Required when no conference is needed: what happens instead.")]
    public EnquiryNext? Next { get; init; }

    [TextFormat(TextFormatAttribute.Words)]
    [Description("Required when no conference is needed: why.")]
    public FreeText? Reason { get; init; }

    public bool? IcpcNotRequired { get; init; }
}
