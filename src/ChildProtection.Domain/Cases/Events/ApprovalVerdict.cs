namespace ChildProtection.Domain.Cases.Events;

public enum ApprovalVerdict
{
    Approve,
    Decline,
    Return,
}
