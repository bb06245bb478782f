using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Regions;

namespace ChildProtection.Functions.Http.Views;

internal sealed record DisputeView(string Id, int Stage, IReadOnlyList<string> Agencies);

internal sealed record SignOffView(string Party, int Version, SignOffStatus Status);

/// <summary>What runs beside the main line of a case, each region by the name of its present value.</summary>
internal sealed record RegionsView
{
    public required AccessStatus Access { get; init; }

    /// <summary>Null when there was no assessment.</summary>
    public required AssessmentStatus? Assessment { get; init; }

    public required BirthStatus Birth { get; init; }

    public required IReadOnlyList<DisputeView> Disputes { get; init; }

    public required EmergencyStatus Emergency { get; init; }

    public required LegalStatus Legal { get; init; }

    public required PlacementKind Placement { get; init; }

    public required IReadOnlyList<SignOffView> SignOff { get; init; }

    public required TransferStatus Transfer { get; init; }

    public static RegionsView Of(CaseState state) => new()
    {
        Access = state.Regions.Access.Status,
        Assessment = state.Assessment?.Status,
        Birth = state.Regions.Birth.Status,
        Disputes = [.. state.Regions.Disputes.Select(dispute => new DisputeView(dispute.Id, dispute.Stage, dispute.Agencies))],
        Emergency = state.Regions.Emergency.Status,
        Legal = state.Regions.Legal.Status,
        Placement = state.Regions.Placement.Kind,
        SignOff = [.. state.Regions.SignOff.Select(one => new SignOffView(one.Party, one.Version, one.Status))],
        Transfer = state.Regions.Transfer.Status,
    };
}
