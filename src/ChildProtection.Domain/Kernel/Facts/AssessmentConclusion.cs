namespace ChildProtection.Domain.Kernel.Facts;

public enum AssessmentConclusion
{
    ChildInNeed,
    EarlyHelp,
    NoFurtherAction,
}
