using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Tests.Access.Limits;

/// <summary>Within an hour an agency sends, and a case takes, so much and no more.</summary>
public sealed class SubmissionQuotaTests
{
    [Fact]
    public void Agency_BeyondItsQuota_IsRefusedWithATimeWhileOthersAreNot()
    {
        using var quota = new SubmissionQuota(new RequestLimits { AgencyPerHour = 2 });
        quota.TakeAgency("school");
        quota.TakeAgency("school");

        var refusal = Assert.Throws<ProblemException>(() => quota.TakeAgency("school")).Problem;

        Assert.Equal(("too-many-requests", 429), (refusal.Name, refusal.Status));
        Assert.True(refusal.Headers.ContainsKey("Retry-After"));
        quota.TakeAgency("police");
        quota.TakeAgency(null);
    }

    [Fact]
    public void Case_BeyondItsQuota_IsRefusedWhileOthersAreNot()
    {
        using var quota = new SubmissionQuota(new RequestLimits { CasePerHour = 1 });
        quota.TakeCase("a");

        Assert.Equal(429, Assert.Throws<ProblemException>(() => quota.TakeCase("a")).Problem.Status);
        quota.TakeCase("b");
    }
}
