namespace ChildProtection.Domain.Kernel;

public enum ApprovalVerdict
{
    Approve,
    Decline,
    Return,
}
