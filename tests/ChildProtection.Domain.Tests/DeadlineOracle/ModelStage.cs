namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Where the model's case stands on its main line.</summary>
internal enum ModelStage
{
    Referred,
    Assessing,
    StrategyPending,
    Section47,
    ConferencePending,
    Outline,
    Active,
    InReview,
    MovingAway,
    StepDown,
    LookedAfter,
    Closed,
}
