using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>What a state is like as far as it says which events are possible: the stage and the regions beside it.</summary>
internal readonly record struct StateKind(
    CaseStage Stage,
    AccessStatus Access,
    BirthStatus Birth,
    EmergencyStatus Emergency,
    EnquiryStatus Enquiry,
    LegalStatus Legal,
    bool ThroughConvenor,
    TransferStatus Transfer,
    EarlyReviewStatus EarlyReview,
    AssessmentStatus? Assessment,
    bool Disputed)
{
    public static StateKind Of(CaseState state)
    {
        var regions = state.Regions;
        return new(
            state.Stage,
            regions.Access.Status,
            regions.Birth.Status,
            regions.Emergency.Status,
            regions.Enquiry.Status,
            regions.Legal.Status,
            regions.Legal.ThroughConvenor,
            regions.Transfer.Status,
            regions.EarlyReview.Status,
            state.Assessment?.Status,
            regions.Disputes.Count > 0);
    }
}

/// <summary>The first state of its kind that the walks came to.</summary>
internal sealed record FirstOfKind(int Walk, CaseState State, DateTimeOffset Now);
