using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>The stretches that several <see cref="Paths"/> have in common.</summary>
internal static class PathSteps
{
    private const string Concern = """{ "significantHarm": false, "concern": "Late for school." }""";

    public static async Task ReferAsync(Life life)
    {
        await life.LaterAsync(0, 90);
        await life.ReferAsync(Referrals.Of(life.Child, $"{life.On(0)}T12:00:00Z"));
    }

    public static async Task ToConferenceAsync(Life life)
    {
        await ReferAsync(life);
        await EnquiryAsync(life);
    }

    public static async Task EnquiryAsync(Life life)
    {
        await life.LaterAsync(0, 2);
        await life.MustAsync(Manager, "ReferralDecision", """{ "outcome": "strategyDiscussion" }""");
        await life.LaterAsync(0, 4);
        await life.MustAsync(Manager, "StrategyDiscussionHeld", Data.EnquiryStarts);
        await life.LaterAsync(3, 9);
        await life.MustAsync(SocialWorker, "Section47Concluded", Data.ConferenceNeeded);
        await life.LaterAsync(4, 14);
    }

    public static async Task ToPlanAsync(Life life)
    {
        await ToConferenceAsync(life);
        await life.MustAsync(Chair, "ConferenceHeld", life.Conference());
        await PapersAsync(life);
        await CoreGroupAsync(life);
    }

    public static async Task PapersAsync(Life life, bool ended = false)
    {
        await life.LaterAsync(1, 2);
        await life.MustAsync(Support, "DecisionLetterSent");
        await life.MustAsync(Support, "ConferenceRecordIssued");
        if (ended)
            await life.MustAsync(Support, "EndNoticesSent");
    }

    public static async Task CoreGroupAsync(Life life)
    {
        await life.LaterAsync(4, 12);
        await life.MustAsync(SocialWorker, "CoreGroupHeld", life.FirstCoreGroup());
        await life.MustAsync(SocialWorker, "CoreGroupNotesCirculated");
    }

    /// <summary>
    /// The cycle of a plan, now and then late: visits of three weeks or so, a core group of six, a review of three months and then of six.
    /// </summary>
    public static async Task OnPlanAsync(Life life, int days)
    {
        var (until, coreGroup, review) = (life.Day.AddDays(days), life.Day.AddDays(40), life.Day.AddDays(75));
        while (life.Day < until)
        {
            await life.LaterAsync(14, 28);
            await life.TryAsync(SocialWorker, "VisitMade", life.Random.Next(3) == 0 ? Data.SchoolVisit : Data.HomeVisit);
            if (life.Random.Next(3) == 0)
                await life.SendAsync("NewConcern", Concern);
            if (life.Day >= coreGroup)
            {
                await life.TryAsync(
                    SocialWorker, "CoreGroupHeld", Data.CoreGroup.Replace("2026-11-11", life.On(40), StringComparison.Ordinal));
                await life.TryAsync(SocialWorker, "CoreGroupNotesCirculated");
                coreGroup = life.Day.AddDays(40);
            }

            if (life.Day >= review)
            {
                await life.TryAsync(Chair, "ConferenceHeld", Data.PlanContinues);
                await PapersAsync(life);
                review = life.Day.AddDays(165);
                await life.ReadAsync();
            }
        }
    }

    public static async Task EndAsync(Life life)
    {
        await life.LaterAsync(5, 20);
        await life.MustAsync(Chair, "ConferenceHeld", Data.PlanEnds);
        await PapersAsync(life, ended: true);
        await InNeedAsync(life);
    }

    public static async Task InNeedAsync(Life life)
    {
        await life.LaterAsync(20, 35);
        await life.MustAsync(SocialWorker, "CinPlanReviewed");
        await life.LaterAsync(20, 40);
        await life.MustAsync(SocialWorker, "CinPlanEnded", Data.NoMoreNeed);
    }
}
