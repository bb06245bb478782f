using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Assessment;

/// <summary>
/// The assessment: started, submitted, and complete only when a manager who is not its author has signed (S0-35, E03, E04).
/// </summary>
internal static class Assessments
{
    private const string NoFactor = "21";

    public static Decision Decide(DecisionBuilder change, AssessmentStarted data)
    {
        AssessmentDuty.Owe(change, change.OccurredOn, AssessmentStarted.WireName);
        change.State = change.State with
        {
            Assessment = new AssessmentFacts
            {
                Id = data.AssessmentId ?? NextId(change.State),
                Status = AssessmentStatus.InProgress,
                StartedOn = change.OccurredOn,
            },
            LeadSocialWorker = change.State.LeadSocialWorker ?? Worker(change.Signal.Actor),
        };
        return change.Accept("Assessment started");
    }

    public static Decision Decide(DecisionBuilder change, AssessmentSubmitted data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        var assessment = OpenAssessment(change.State) ?? new AssessmentFacts
        {
            Id = data.AssessmentId ?? NextId(change.State),
            Status = AssessmentStatus.InProgress,
            StartedOn = data.StartedOn ?? change.State.Referral.ReceivedOn,
        };
        // An assessment without a request, whose start was not raised.
        AssessmentDuty.Owe(change, assessment.StartedOn, AssessmentStarted.WireName);
        change.State = change.State with
        {
            Assessment = assessment with
            {
                Status = AssessmentStatus.Submitted,
                SubmittedOn = change.OccurredOn,
                Author = change.Signal.Actor.Subject,
                Conclusion = data.Conclusion,
            },
            LeadSocialWorker = change.State.LeadSocialWorker ?? Worker(change.Signal.Actor),
        };
        WarnDuringPlan(change, data);
        ApprovalRequests.RaiseCounterSignature(change, change.OpenDeadline(DeadlineKinds.AssessmentCounterSign, change.OccurredOn));
        return change.Accept("Assessment submitted to the manager");
    }

    /// <summary>
    /// Under a plan the lead social worker completes the assessment, with contributions of the whole core group (S3-37, S3-38).
    /// </summary>
    private static void WarnDuringPlan(DecisionBuilder change, AssessmentSubmitted data)
    {
        if (!change.State.PlanInForce)
            return;
        if (change.State.LeadSocialWorker is { } lead && lead != change.Signal.Actor.Subject)
            change.Warn("The lead social worker must complete the assessment; another account submitted it.");
        if (change.State.Plan!.CoreGroupAgencies.Except(data.ContributionsFrom ?? []).ToArray() is { Length: > 0 } silent)
            change.Warn(
                "Every agency of the core group must contribute to the assessment; contributionsFrom "
                + $"does not name {string.Join(", ", silent)}.");
        if (data.AlternativeFamily != true)
            return;
        PlanCourse.NeedLongTermDecision(change);
        change.Warn(
            "The assessment finds that another family is best for the child in the long term: the "
            + "next review decides on the child's long-term future.");
    }

    public static Decision CounterSign(DecisionBuilder change)
    {
        var assessment = change.State.Assessment!;
        if (ValidateSigner(change, assessment) is { } rejected)
            return rejected;
        change.AnchorEvent = AssessmentCounterSigned.WireName;
        ApprovalRequests.Answer(change, ApprovalKind.CounterSignature, ApprovalVerdict.Approve);
        change.Meet(DeadlineKinds.AssessmentCounterSign);
        change.Meet(DeadlineKinds.Assessment);
        change.Meet(DeadlineKinds.AssessmentByFirstReview);
        change.State = change.State with
        {
            Assessment = assessment with { Status = AssessmentStatus.CounterSigned, CounterSignedOn = change.OccurredOn },
        };
        return change.State.Stage == CaseStage.Assessing
            ? Conclude(change, assessment.Conclusion!.Value)
            : change.Accept("Assessment counter-signed");
    }

    public static Decision Return(DecisionBuilder change)
    {
        var assessment = change.State.Assessment!;
        if (ValidateSigner(change, assessment) is { } rejected)
            return rejected;
        ApprovalRequests.Answer(change, ApprovalKind.CounterSignature, ApprovalVerdict.Return);
        change.Meet(DeadlineKinds.AssessmentCounterSign);
        change.State = change.State with { Assessment = assessment with { Status = AssessmentStatus.Returned } };
        return change.Accept("Assessment returned to its author; its due date stays");
    }

    private static Decision Conclude(DecisionBuilder change, AssessmentConclusion conclusion)
    {
        if (conclusion == AssessmentConclusion.ChildInNeed)
            return StepDown.Begin(change, "Assessment counter-signed: child in need");
        var enquired = change.State.Enquiry is not null;
        return conclusion == AssessmentConclusion.EarlyHelp
            ? Closing.Close(change, CaseOutcome.AssessedEarlyHelp, enquired ? "RC7" : "RC9", "Assessment counter-signed: early help")
            : Closing.Close(
                change, CaseOutcome.AssessedNoFurtherAction, enquired ? "RC7" : "RC8", "Assessment counter-signed: not in need");
    }

    private static Rejected? Validate(DecisionBuilder change, AssessmentSubmitted data)
    {
        if (data.StartedOn > change.OccurredOn || data.StartedOn < change.State.Referral.ReceivedOn)
            return DecisionBuilder.Invalid(
                "/data/startedOn", "census rules 1104, 1105", "must lie between the referral and the day of submission");
        if (OpenAssessment(change.State) is { } open)
        {
            if (data.AssessmentId is { } id && id != open.Id)
                return DecisionBuilder.Invalid(
                    "/data/assessmentId", "census rule 8896", $"the open assessment is {open.Id}; only one can be open");
            if (change.OccurredOn < open.StartedOn)
                return DecisionBuilder.Invalid(
                    "/occurredOn",
                    "census rules 1104, 1105",
                    $"must not be before the assessment started on {DateText.Date(open.StartedOn)}");
        }

        if (data.Factors is { } factors && factors.Contains(NoFactor))
        {
            if (factors.Count > 1)
                return DecisionBuilder.Invalid(
                    "/data/factors", "census rule 8869", $"must not combine factor {NoFactor} (none) with others");
            if (!NoFactorFits(change.State, data))
                return DecisionBuilder.Invalid(
                    "/data/factors",
                    "census guide, factors at assessment",
                    $"must not be factor {NoFactor} (none) after a section 47 enquiry");
        }

        return data.Conclusion == AssessmentConclusion.NoFurtherAction
            ? Reasons.Require(change, data.Reason, "why the child needs no further action")
            : null;
    }

    /// <summary>No factor goes with an enquiry only where both began together and both ended without further action.</summary>
    private static bool NoFactorFits(CaseState state, AssessmentSubmitted data) =>
        state.Enquiry is not { } enquiry
        || ((OpenAssessment(state)?.StartedOn ?? data.StartedOn ?? state.Referral.ReceivedOn) == enquiry.StartedOn
            && enquiry.Outcome == EnquiryOutcome.NotSubstantiated
            && data.Conclusion == AssessmentConclusion.NoFurtherAction);

    private static Rejected? ValidateSigner(DecisionBuilder change, AssessmentFacts assessment)
    {
        if (change.Signal.Actor.Subject == assessment.Author)
            return DecisionBuilder.NotAllowed(
                "S0-35", "You submitted this assessment yourself; another manager must sign it.");
        if (change.Signal.Rules is not null && change.Signal.Actor.Subject == change.State.LeadSocialWorker)
            return DecisionBuilder.NotAllowed(
                ApprovalBars.OwnWorkRule, "You lead the work with this child; another manager must sign the assessment.");
        return change.OccurredOn < assessment.SubmittedOn
            ? DecisionBuilder.Invalid(
                "/occurredOn", "S0-35", $"must not be before the assessment was submitted on {DateText.Date(assessment.SubmittedOn.Value)}")
            : null;
    }

    private static AssessmentFacts? OpenAssessment(CaseState state) =>
        state.Assessment is { Status: not AssessmentStatus.CounterSigned } open ? open : null;

    private static string NextId(CaseState state) => $"assessment-{state.Sequence + 1}";

    private static string? Worker(Actor actor) => actor.Role == Role.SocialWorker ? actor.Subject : null;
}
