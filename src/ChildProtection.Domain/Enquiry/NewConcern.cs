using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Enquiry;

/// <summary>E50. New information on an open case; it is not another referral (census guide 4.2).</summary>
public sealed record NewConcern : CaseEvent, INamedEvent
{
    public static string WireName => "NewConcern";

    public FreeText? Concern { get; init; }

    [Description("True when the child may be suffering significant harm: a strategy discussion follows.")]
    public required bool SignificantHarm { get; init; }
}
