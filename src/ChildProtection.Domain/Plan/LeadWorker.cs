using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Plan;

/// <summary>The lead social worker is named, or another takes over (E13).</summary>
internal static class LeadWorker
{
    public static Decision Decide(DecisionBuilder change, LeadSocialWorkerNamed data)
    {
        if (change.State is { PlanInForce: true, LeadSocialWorker: { } present } && present != data.LeadSocialWorker.Id)
            return DecisionBuilder.NotAllowed(
                "domain 3.2, E13", "The plan has a lead social worker. Record a change instead, with the reason.");
        return Validate(change, data.LeadSocialWorker) ?? Name(change, data.LeadSocialWorker, "Lead social worker named");
    }

    public static Decision Decide(DecisionBuilder change, LeadSocialWorkerChanged data)
    {
        if (data.LeadSocialWorker.Id == change.State.LeadSocialWorker)
            return DecisionBuilder.Invalid(
                "/data/leadSocialWorker/id", "domain 3.2, E13", "must be another account than that of the present lead social worker");
        if (data.From > change.RecordedOn.AddMonths(3))
            return DecisionBuilder.Invalid("/data/from", "domain 3.2, E13", "must not be more than three months ahead; check the year");
        if (Validate(change, data.LeadSocialWorker) is { } rejected)
            return rejected;
        change.LeadFrom = data.From;
        if (data.From > change.RecordedOn)
            change.Warn("The new lead social worker is responsible for the case from now on, even before the day in from.");
        return Name(change, data.LeadSocialWorker, "Lead social worker changed");
    }

    /// <summary>A qualified social worker leads enquiries and plans; some partnerships ask it of every case.</summary>
    public static bool MustBeQualified(DecisionBuilder change) =>
        change.Context.Profile.Flag("lswQualifiedRequired")
        || change.State.PlanInForce
        || change.State.Stage is CaseStage.Section47 or CaseStage.ConferencePending;

    private static Decision Name(DecisionBuilder change, LeadSocialWorker worker, string summary)
    {
        change.State = change.State with { LeadSocialWorker = worker.Id };
        return change.Accept(summary);
    }

    private static Rejected? Validate(DecisionBuilder change, LeadSocialWorker worker) =>
        !worker.Qualified && change.Context.Profile.Flag("lswQualifiedRequired")
            ? DecisionBuilder.Invalid(
                "/data/leadSocialWorker/qualified", "S3-01", "must be true: name a lead social worker who is a qualified social worker")
            : null;
}
