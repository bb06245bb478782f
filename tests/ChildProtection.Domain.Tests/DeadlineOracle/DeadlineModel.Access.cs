namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Visits to the child and difficulties in seeing the child: T15 to T18.</summary>
internal sealed partial class DeadlineModel
{
    private readonly List<DateOnly> failedOn = [];
    private string access = "normal";
    private int failed;
    private DateOnly? reportedOn;

    private bool See(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "VisitMade":
                if (!InForce || Unborn)
                    break;
                if (!happened.Yes("childSeen"))
                {
                    Fail(happened.On, 1);
                    break;
                }

                if (happened.On >= SeenOrStarted)
                {
                    Meet("visit", happened.On);
                    Meet("visitCap", happened.On);
                    plan!.LastSeenOn = happened.On;
                    OpenVisits(happened.On);
                }

                Seen(happened.On);
                break;
            case "VisitFailed":
                if (InForce && happened.Text("purpose") != "other")
                    Fail(happened.On, happened.Number("attempt") ?? 1);
                break;
            case "AccessDifficultyReported":
                if (happened.On <= plan!.LastSeenOn)
                    break;
                reportedOn = happened.On;
                Concern(happened.On);
                break;
            case "AccessActionPlanAgreed":
                Meet("accessActionPlan", happened.On);
                Cancel("failedVisitRetry");
                access = "planned";
                if (happened.Yes("conferenceConsidered"))
                    RequestReview(happened.On);
                break;
            default: return false;
        }

        return true;
    }

    /// <summary>T17: the first failed visit is tried again; T18: the second, or any after it, makes a concern.</summary>
    private void Fail(DateOnly on, int attempt)
    {
        if (on <= plan!.LastSeenOn)
            return;
        failed = Math.Max(failed + 1, attempt);
        failedOn.Add(on);
        Meet("failedVisitRetry", on);
        if (failed >= 2)
        {
            Concern(on);
            return;
        }

        if (access == "normal")
            access = "failed";
        if (access == "failed")
            Open("failedVisitRetry", on);
    }

    private void Concern(DateOnly on)
    {
        Cancel("failedVisitRetry");
        access = "concern";
        if (!Has("accessActionPlan"))
            Open("accessActionPlan", on);
    }

    /// <summary>Seeing the child ends it, unless later failures are known already.</summary>
    private void Seen(DateOnly on)
    {
        if (access == "normal")
            return;
        failedOn.RemoveAll(day => day <= on);
        failedOn.Sort();
        reportedOn = reportedOn > on ? reportedOn : null;
        if (failedOn.Count == 0 && reportedOn is null)
        {
            Meet("failedVisitRetry", on);
            Cancel("accessActionPlan");
            ForgetAccess();
            return;
        }

        failed = failedOn.Count;
        if (reportedOn is not null || failed >= 2)
            return;
        access = "failed";
        Cancel("accessActionPlan");
        if (!Has("failedVisitRetry"))
            Open("failedVisitRetry", failedOn[0]);
    }

    private void ForgetAccess()
    {
        (access, failed, reportedOn) = ("normal", 0, null);
        failedOn.Clear();
    }
}
