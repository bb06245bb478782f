namespace ChildProtection.Domain.Cases.Events;

public enum AssessmentConclusion
{
    ChildInNeed,
    EarlyHelp,
    NoFurtherAction,
}
