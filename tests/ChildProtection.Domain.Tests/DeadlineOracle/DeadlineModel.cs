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

    /// <summary>The administrator changed profile or calendar: what is open is counted anew from its own event.</summary>
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

    private static ModelDuty Copy(ModelDuty duty) => new()
    {
        Kind = duty.Kind,
        Subject = duty.Subject,
        Row = duty.Row,
        From = duty.From,
        Planned = duty.Planned,
        PlannedFrom = duty.PlannedFrom,
        NotAfter = duty.NotAfter,
        FromMoment = duty.FromMoment,
        Stated = duty.Stated,
    };

    private void BecomeOverdue(ModelDuty duty)
    {
        if (duty.Kind == "eighteenthBirthday")
        {
            Meet(duty.Kind, duty.Due);
            if (InForce)
                EndPlan(duty.Due);
            Close();
            return;
        }

        duty.Status = "overdue";
        if (duty.Kind is "disputeStage1" or "disputeStage2" or "disputeStage3")
        {
            End(duty, "superseded");
            Open($"disputeStage{duty.Kind[^1] - '0' + 1}", duty.Due, duty.Subject);
        }
    }

    private bool Has(string kind) => duties.Any(duty => duty.Kind == kind);

    private ModelDuty? Find(string kind, string? subject = null) =>
        duties.FirstOrDefault(duty => duty.Kind == kind && (subject is null || duty.Subject == subject));

    private void Open(string kind, DateOnly from, string? subject = null) =>
        Open(
            new ModelDuty
            {
                Kind = kind,
                From = from,
                Subject = subject,
            });

    private void Open(ModelDuty duty)
    {
        Count(duty);
        duties.Add(duty);
    }

    private void Count(ModelDuty duty)
    {
        if (duty.Stated is { } stated)
        {
            (duty.Due, duty.Over) = (ModelCalendar.DayOf(stated), stated);
            return;
        }

        var (amount, unit) = policy.For(duty.CountedBy)!.Value;
        if (unit == "H")
        {
            var end = duty.FromMoment!.Value.AddHours(amount);
            (duty.Due, duty.Over) = (ModelCalendar.DayOf(end), end);
            return;
        }

        duty.Due = policy.Calendar.Count(duty.From, amount, unit);
        if (duty.Planned is { } planned && policy.Calendar.Count(duty.From, planned.Amount, planned.Unit) < duty.Due)
        {
            var own = policy.Calendar.Count(duty.PlannedFrom ?? duty.From, planned.Amount, planned.Unit);
            duty.Due = own < duty.Due ? own : duty.Due;
        }

        if (duty.NotAfter < duty.Due)
            duty.Due = duty.NotAfter.Value;
        duty.Over = ModelCalendar.Midnight(duty.Due.AddDays(1));
    }

    private void Meet(string kind, DateOnly on, string? subject = null, DateTimeOffset? at = null)
    {
        if (Find(kind, subject) is { } duty)
            End(duty, on > duty.Due || at > duty.Over ? "metLate" : "met");
    }

    private void Cancel(params string[] kinds)
    {
        foreach (var duty in duties.Where(duty => kinds.Contains(duty.Kind)).ToArray())
            End(duty, "cancelled");
    }

    private void Supersede(string kind, string? subject = null)
    {
        if (Find(kind, subject) is { } duty)
            End(duty, "superseded");
    }

    private void End(ModelDuty duty, string status)
    {
        duty.Status = status;
        duties.Remove(duty);
        ended.Add(duty);
    }

    private void Close()
    {
        foreach (
            var duty in duties
                .Where(duty => duty.Kind is not ("decisionLetter" or "conferenceRecord" or "endNotification" or "restrictionReview"))
                .ToArray())
            End(duty, "cancelled");
        stage = ModelStage.Closed;
        enquiryBesideFrom = null;
        conferenceId = null;
    }

    private (DateTimeOffset At, DateOnly On)? BirthdayWatch() =>
        stage == ModelStage.Closed || born is not { } birth || Has("eighteenthBirthday")
            ? null
            : (new DateTimeOffset(Eighteen(birth).AddYears(-1), new TimeOnly(9, 0), TimeSpan.Zero), Eighteen(birth).AddYears(-1));

    private static DateOnly Eighteen(DateOnly birth) =>
        birth is { Month: 2, Day: 29 } ? new DateOnly(birth.Year + 18, 3, 1) : birth.AddYears(18);

    /// <summary>
    /// T27, from a year before the birthday on. The review is to be planned by a plan that has run before its day, until one stands in the
    /// months before the birthday.
    /// </summary>
    private void ArmBirthday()
    {
        if (stage == ModelStage.Closed || born is not { } birth || Eighteen(birth).AddYears(-1) > ModelCalendar.DayOf(now))
            return;
        var birthday = Eighteen(birth);
        if (!Has("eighteenthBirthday"))
            Open(new ModelDuty { Kind = "eighteenthBirthday", From = birthday, Stated = ModelCalendar.Midnight(birthday) });
        var (amount, unit) = policy.For("eighteenReview")!.Value;
        var day = policy.Calendar.Count(birthday, amount, unit);
        var stands = new[] { sessionOn ?? bookedFor, plan?.LastReviewOn }.Max();
        if (InForce && !Has("eighteenReview") && plan!.StartedOn < day && !(stands >= day))
            Open("eighteenReview", birthday);
    }
}

internal enum ModelStage
{
    Referred,
    Assessing,
    StrategyPending,
    Section47,
    ConferencePending,
    Outline,
    Active,
    InReview,
    MovingAway,
    StepDown,
    LookedAfter,
    Closed,
}
