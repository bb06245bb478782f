namespace ChildProtection.Domain.Kernel.Facts;

/// <summary>What happens instead of a conference.</summary>
public enum EnquiryNext
{
    Assessment,
    ChildInNeed,
    Close,
}
