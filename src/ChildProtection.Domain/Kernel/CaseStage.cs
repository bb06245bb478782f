namespace ChildProtection.Domain.Kernel;

/// <summary>Where a case stands on its main line; one value at a time. The interface calls it the case's state.</summary>
public enum CaseStage
{
    /// <summary>Referral received, no decision yet.</summary>
    Referred,

    /// <summary>Further action was decided: an assessment under section 17.</summary>
    Assessing,

    /// <summary>A concern of significant harm: a strategy discussion is due.</summary>
    StrategyPending,

    /// <summary>A section 47 enquiry has started.</summary>
    Section47,

    /// <summary>A conference is needed, booked or not.</summary>
    ConferencePending,

    /// <summary>A child protection plan is in force in outline; the first core group has not agreed the detail.</summary>
    OutlinePlan,

    /// <summary>The detailed plan is agreed; core groups, visits and reviews run.</summary>
    PlanActive,

    /// <summary>A review conference has opened, its outcome is not recorded.</summary>
    ReviewInSession,

    /// <summary>The child moved to another authority, which has not accepted responsibility yet; the plan runs on here.</summary>
    TransferredOutPending,

    /// <summary>The plan has ended or was not needed; a Child in Need plan is in force.</summary>
    StepDownCin,

    /// <summary>The plan ended because the child is looked after; the case is only watched.</summary>
    LookedAfter,

    /// <summary>Ended. Letters, records and notices still owed are accepted until they are given.</summary>
    Closed,
}
