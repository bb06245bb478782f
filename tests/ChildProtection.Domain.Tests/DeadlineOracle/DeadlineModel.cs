namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>
/// A second, simple model of the deadlines: the tables of domain 2.3 and 3.4 once more, with what of the case they need to know. It takes
/// what happened as text and shares no code with what it is held against. It does not judge whether an event may happen.
/// </summary>
internal sealed partial class DeadlineModel
{
    private readonly List<ModelDuty> duties = [];
    private readonly List<ModelDuty> ended = [];
    private ModelPolicy policy;
    private ModelStage stage = ModelStage.Referred;
    private ModelStage before = ModelStage.Assessing;
    private DateOnly receivedOn;
    private DateOnly? born;
    private DateOnly? expected;
    private DateOnly? bornOn;
    private DateTimeOffset now;

    public DeadlineModel(string profile, ModelEvent opening)
    {
        policy = ModelPolicy.Of(profile);
        (receivedOn, now) = (opening.On, opening.Now);
        var child = opening.Data.GetProperty("child");
        born = child.TryGetProperty("dateOfBirth", out var birth) ? DateOnly.Parse(birth.GetString()!, null) : null;
        expected = child.TryGetProperty("expectedDateOfBirth", out var due) ? DateOnly.Parse(due.GetString()!, null) : null;
        foreach (var parent in opening.Items("parents"))
            parents.Add(
                ($"parent-{parents.Count + 1}", parent.TryGetProperty("knownToAdultServices", out var known) && known.GetBoolean()));
        ArmBirthday();
        if (opening.Type == "ReferralReceived")
            Open("referralDecision", opening.On);
        else if (opening.Yes("temporary"))
            listedOnly = true;
        else
            AwaitTransferConference(opening.On);
    }

    public IReadOnlyList<ModelDuty> Running => duties;

    /// <summary>What ended since it was last asked.</summary>
    public IReadOnlyList<ModelDuty> TakeEnded()
    {
        ModelDuty[] taken = [.. ended];
        ended.Clear();
        return taken;
    }

    /// <summary>Takes what happened; the time until it must have passed already.</summary>
    public void Take(ModelEvent happened)
    {
        now = happened.Now;
        ArmBirthday();
        if (!Enquire(happened) && !Plan(happened) && !See(happened) && !Argue(happened) && !Judge(happened) && !Live(happened))
            throw new ArgumentException($"{happened.Type} is no event of domain 3.2.", nameof(happened));
    }

    /// <summary>Time passes: what was due is overdue, a stage of a dispute passes on, the birthday comes.</summary>
    public void Advance(DateTimeOffset until)
    {
        while (true)
        {
            var next = duties.Where(duty => duty.Status == "open" && duty.Over <= until).OrderBy(duty => duty.Over).FirstOrDefault();
            if (BirthdayWatch() is { } watch && watch.At <= until && (next is null || watch.At < next.Over))
            {
                now = watch.At;
                ArmBirthday();
                continue;
            }

            if (next is null)
                return;
            now = next.Over;
            BecomeOverdue(next);
        }
    }

    /// <summary>The administrator changed profile or calendar: open duties are counted again from their own events.</summary>
    public void RunUnder(string profile, DateTimeOffset moment)
    {
        now = moment;
        ArmBirthday();
        policy = ModelPolicy.Of(profile);
        foreach (var duty in duties.ToArray())
        {
            if (policy.For(duty.CountedBy) is null && duty.Stated is null)
            {
                // What the law has begun runs on; a duty of the procedure falls away.
                if (duty.Kind == "assessmentByFirstReview")
                    End(duty, "cancelled");
                continue;
            }

            var again =
                duty.Status == "open"
                && duty.Kind.StartsWith("cg", StringComparison.Ordinal)
                && IsMeeting(duty.Kind)
                && duty.Kind != "cgFirst"
                && plan?.LastMeetingOn is not null
                    ? NextMeeting()
                    : Copy(duty);
            Count(again);
            again.Status = duty.Status;
            duties[duties.IndexOf(duty)] = again;
        }

        if (policy.For("assessmentByFirstReview") is not null
            && !Has("assessmentByFirstReview")
            && InForce
            && plan!.Reviews == 0
            && !assessmentSigned)
            Open("assessmentByFirstReview", plan.StartedOn);
    }

    private void Close()
    {
        foreach (
            var duty in duties
                .Where(duty => duty.Kind
                    is not ("decisionLetter" or "conferenceRecord" or "cgNotes" or "endNotification" or "restrictionReview"))
                .ToArray())
            End(duty, "cancelled");
        stage = ModelStage.Closed;
        enquiryBesideFrom = null;
        conferenceId = null;
    }
}
