using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.CaseFile;

internal sealed record DisputeView(string Id, int Stage, IReadOnlyList<string> Agencies);

internal sealed record SignOffView(string Party, int Version, string Status);

/// <summary>What runs beside the main line of a case, each by its present value, in PascalCase like the states.</summary>
internal sealed record RegionsView
{
    public required string Access { get; init; }

    /// <summary>Null when there was no assessment.</summary>
    public required string? Assessment { get; init; }

    public required string Birth { get; init; }

    public required IReadOnlyList<DisputeView> Disputes { get; init; }

    public required string Emergency { get; init; }

    public required string Legal { get; init; }

    public required string Placement { get; init; }

    public required IReadOnlyList<SignOffView> SignOff { get; init; }

    public required string Transfer { get; init; }

    public static RegionsView Of(CaseState state) => new()
    {
        Access = state.Regions.Access.Status.ToString(),
        Assessment = state.Assessment?.Status.ToString(),
        Birth = state.Regions.Birth.Status.ToString(),
        Disputes = [.. state.Regions.Disputes.Select(dispute => new DisputeView(dispute.Id, dispute.Stage, dispute.Agencies))],
        Emergency = state.Regions.Emergency.Status.ToString(),
        Legal = state.Regions.Legal.Status.ToString(),
        Placement = state.Regions.Placement.Kind.ToString(),
        SignOff = [.. state.Regions.SignOff.Select(one => new SignOffView(one.Party, one.Version, one.Status.ToString()))],
        Transfer = state.Regions.Transfer.Status.ToString(),
    };
}
