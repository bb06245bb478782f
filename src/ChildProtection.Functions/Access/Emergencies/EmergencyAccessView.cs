using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Access.Emergencies;

/// <param name="By">Account id of the manager.</param>
/// <param name="At">UTC.</param>
/// <param name="Justified">Whether there was an emergency.</param>
/// <param name="Remark">What follows.</param>
internal sealed record EmergencyReviewView(string By, DateTime At, bool Justified, string? Remark);

/// <summary>One reader's emergency accesses to a case on one day.</summary>
internal sealed record EmergencyAccessView(
    string AccessId, string Reader, Role ReaderRole, DateOnly On, DateTime FirstReadAt, string Reason, EmergencyReviewView? Review)
{
    public static EmergencyAccessView Of(EmergencyAccess access) =>
        new(
            access.Id,
            access.Reader,
            access.ReaderRole,
            access.On,
            access.FirstAt.UtcDateTime,
            access.Reason,
            access.Review is { } review
                ? new EmergencyReviewView(review.By, review.At.UtcDateTime, review.Justified, review.Remark)
                : null);
}
