using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Retention;

namespace ChildProtection.Domain.Tests.Retention;

/// <summary>Every step by every sort of person, as a table.</summary>
public sealed class DisposalRulesTests
{
    [Theory]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Recommend, "sm.1", Role.ServiceManager, null)]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Recommend, "head.1", Role.HeadOfService, null)]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Recommend, "mgr.1", Role.TeamManager, "roles ServiceManager")]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Recommend, "admin.1", Role.Administrator, "roles ServiceManager")]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Recommend, "lead.1", Role.HeadOfService, "lead social worker")]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Approve, "head.1", Role.HeadOfService, "recommend the disposal first")]
    [InlineData(DisposalStatus.Proposed, DisposalDecision.Decline, "sm.1", Role.ServiceManager, null)]
    [InlineData(DisposalStatus.Recommended, DisposalDecision.Recommend, "sm.2", Role.ServiceManager, "already")]
    [InlineData(DisposalStatus.Recommended, DisposalDecision.Approve, "head.1", Role.HeadOfService, null)]
    [InlineData(DisposalStatus.Recommended, DisposalDecision.Approve, "sm.2", Role.ServiceManager, "role HeadOfService")]
    [InlineData(DisposalStatus.Recommended, DisposalDecision.Approve, "author.1", Role.HeadOfService, "another person")]
    [InlineData(DisposalStatus.Recommended, DisposalDecision.Approve, "lead.1", Role.HeadOfService, "lead social worker")]
    [InlineData(DisposalStatus.Recommended, DisposalDecision.Decline, "author.1", Role.ServiceManager, null)]
    [InlineData(DisposalStatus.Approved, DisposalDecision.Decline, "head.1", Role.HeadOfService, "under way")]
    [InlineData(DisposalStatus.Approved, DisposalDecision.Approve, "head.1", Role.HeadOfService, "under way")]
    [InlineData(DisposalStatus.Declined, DisposalDecision.Approve, "head.1", Role.HeadOfService, "kept for longer")]
    [InlineData(DisposalStatus.Declined, DisposalDecision.Recommend, "sm.1", Role.ServiceManager, "kept for longer")]
    public void Validate_EachStepByEachPerson_SaysWhy(
        DisposalStatus status, DisposalDecision decision, string subject, Role role, string? reason)
    {
        var step = new DisposalStep(status, status == DisposalStatus.Proposed ? null : "author.1", "lead.1");

        var refusal = DisposalRules.Validate(step, decision, subject, [role]);

        if (reason is null)
            Assert.Null(refusal);
        else
            Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }
}
