namespace ChildProtection.Domain.Kernel;

/// <summary>Says in a sentence where a case stands, for refusals and warnings.</summary>
internal static class StageText
{
    public static string Of(CaseStage stage) => stage switch
    {
        CaseStage.Referred => "The referral waits for its decision.",
        CaseStage.Assessing => "The child is being assessed.",
        CaseStage.StrategyPending => "A strategy discussion is needed.",
        CaseStage.Section47 => "A section 47 enquiry is under way.",
        CaseStage.ConferencePending => "A conference is needed.",
        CaseStage.OutlinePlan => "The outline plan is in force.",
        CaseStage.PlanActive => "The plan is in force.",
        CaseStage.ReviewInSession => "A review is under way.",
        CaseStage.TransferredOutPending => "The child is moving to another authority.",
        CaseStage.StepDownCin => "A child in need plan is in force.",
        CaseStage.LookedAfter => "The child is looked after.",
        CaseStage.Closed => "The case is closed.",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "This stage has no sentence. Add one."),
    };
}
