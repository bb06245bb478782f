using System.Collections.Immutable;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Kernel;

/// <summary>A decision in the making: the state so far and everything that the signal has changed. The stages work on it.</summary>
internal sealed class DecisionBuilder(CaseState state, EventSignal signal, CaseContext context)
{
    private readonly List<DeadlineChange> _deadlines = [];
    private readonly List<Approval> _approvals = [];
    private readonly List<string> _warnings = [];
    private readonly string? _leadBefore = state.LeadSocialWorker;
    private readonly List<string> _breaches = [];
    private PlanVersion? _planVersion;

    public CaseState State { get; set; } = state;

    public EventSignal Signal { get; } = signal;

    public CaseContext Context { get; private set; } = context;

    /// <summary>The local day of the event.</summary>
    public DateOnly OccurredOn => Signal.OccurredOn;

    /// <summary>The local day on which the event was recorded.</summary>
    public DateOnly RecordedOn => Context.Profile.Zone.DateOf(Signal.ReceivedAt);

    /// <summary>The event that deadlines opened now count from. A decision on an approval sets what it brings about.</summary>
    public string AnchorEvent { get; set; } = EventNames.Of(signal.Event);

    /// <summary>Something is done on the case, which no closure may precede.</summary>
    public bool IsActivity { get; set; } = true;

    /// <summary>The day from which a new lead answers for the case, when it is not that of the event.</summary>
    public DateOnly? LeadFrom { get; set; }

    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>What took place broke a rule: it is recorded all the same, and its fact says so.</summary>
    /// <param name="what">In words, without names, as the end of a sentence.</param>
    public void Breach(string what) => _breaches.Add(what);

    public void Publish(PlanVersion version) => _planVersion = version;

    public Deadline? FindOpenDeadline(string kind) => State.FindOpenDeadline(kind);

    /// <summary>The open deadline of that kind about that subject.</summary>
    public Deadline? FindOpenDeadline(string kind, string subject) =>
        State.Deadlines.FirstOrDefault(deadline => deadline.Kind == kind && deadline.Subject == subject);

    public bool HasOpenDeadline(string kind) => FindOpenDeadline(kind) is not null;

    /// <summary>Opens the next deadline of <paramref name="kind"/>, counted from <paramref name="anchorOn"/>.</summary>
    /// <param name="kind">One of <see cref="DeadlineKinds"/>.</param>
    /// <param name="anchorOn">The local day of the event it counts from.</param>
    /// <param name="planPeriod">What the plan says, when that may be earlier than the profile.</param>
    /// <param name="anchorEvent">The event it counts from, when that is not the one being decided.</param>
    public Deadline OpenDeadline(string kind, DateOnly anchorOn, Period? planPeriod = null, string? anchorEvent = null) =>
        OpenDeadline(new DeadlineTerms(kind, anchorOn) { PlanPeriod = planPeriod, AnchorEvent = anchorEvent });

    /// <summary>Opens a deadline of <paramref name="kind"/> that counts from the day of the event, unless one is open.</summary>
    public void OpenDeadlineOnce(string kind)
    {
        if (!HasOpenDeadline(kind))
            OpenDeadline(kind, OccurredOn);
    }

    /// <summary>Opens the next deadline of a kind.</summary>
    public Deadline OpenDeadline(DeadlineTerms duty)
    {
        var number = NextNumber(duty.Kind);
        var deadline = Count(duty, number);
        State = State with
        {
            Deadlines = [.. State.Deadlines, deadline],
            DeadlineNumbers = State.DeadlineNumbers.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(duty.Kind, number),
        };
        _deadlines.Add(new DeadlineChange(deadline, DeadlineChangeKind.Opened));
        return deadline;
    }

    /// <summary>
    /// Counts an open deadline again and supersedes the earlier count. Returns false and does nothing when it falls due as before.
    /// </summary>
    public bool Recalculate(Deadline open, DeadlineTerms duty)
    {
        var atOnce = Context.Profile[duty.Parameter ?? DeadlineKinds.Get(duty.Kind).Parameter].Pattern == EscalationPattern.Critical;
        if (Count(duty, NextNumber(duty.Kind)).FallsDueLike(open, reminders: !atOnce))
            return false;
        Replace(open, open.Supersede(), DeadlineChangeKind.Superseded);
        OpenDeadline(duty);
        return true;
    }

    /// <summary>From here on the case runs under another profile or calendar.</summary>
    public void RunUnder(ProfileStamp stamp)
    {
        State = State with { Profile = stamp };
        Context = CaseContext.Of(Context.Catalogue, stamp, Context.Now);
    }

    /// <summary>Meets the open deadline of <paramref name="kind"/>; does nothing when none is open.</summary>
    public void Meet(string kind) => Meet(kind, OccurredOn);

    /// <summary>Meets the open deadline of <paramref name="kind"/> by what was done on another day than the event's.</summary>
    public void Meet(string kind, DateOnly on) => End(FindOpenDeadline(kind), deadline => deadline.Meet(on), DeadlineChangeKind.Met);

    /// <summary>Meets the open deadline of <paramref name="kind"/> at a moment (UTC); does nothing when none is open.</summary>
    public void MeetAt(string kind, DateTimeOffset at) =>
        End(FindOpenDeadline(kind), deadline => deadline.Meet(Context.Profile.Zone.DateOf(at), at), DeadlineChangeKind.Met);

    /// <summary>Meets the open deadline of that kind about that subject; does nothing when none is open.</summary>
    public void Meet(string kind, string subject) =>
        End(FindOpenDeadline(kind, subject), deadline => deadline.Meet(OccurredOn), DeadlineChangeKind.Met);

    public void Meet(Deadline open) => Replace(open, open.Meet(OccurredOn), DeadlineChangeKind.Met);

    public void Cancel(Deadline open) => Replace(open, open.Cancel(), DeadlineChangeKind.Cancelled);

    /// <summary>Ends a duty that nobody did; it counts as late to that day.</summary>
    public void EndNotDone(Deadline open, DateOnly on) => Replace(open, open.EndNotDone(on), DeadlineChangeKind.NotDone);

    /// <summary>Ends every open deadline of those kinds because what it belongs to ended on that day.</summary>
    public void Stop(IReadOnlyCollection<string> kinds, DateOnly on) => Stop(deadline => kinds.Contains(deadline.Kind), on);

    /// <summary>Cancels every open deadline of those kinds.</summary>
    public void Cancel(params ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds)
            while (FindOpenDeadline(kind) is { } deadline)
                Replace(deadline, deadline.Cancel(), DeadlineChangeKind.Cancelled);
    }

    /// <summary>Cancels the open deadline of that kind about that subject; does nothing when none is open.</summary>
    public void CancelAbout(string kind, string subject) =>
        End(FindOpenDeadline(kind, subject), deadline => deadline.Cancel(), DeadlineChangeKind.Cancelled);

    public void Supersede(string kind) => End(FindOpenDeadline(kind), deadline => deadline.Supersede(), DeadlineChangeKind.Superseded);

    /// <summary>Supersedes the open deadline of that kind about that subject; does nothing when none is open.</summary>
    public void Supersede(string kind, string subject) =>
        End(FindOpenDeadline(kind, subject), deadline => deadline.Supersede(), DeadlineChangeKind.Superseded);

    /// <summary>Ends every open deadline but those kinds because the case ended on the day of the event.</summary>
    public void StopAllBut(IReadOnlySet<string> kept) => Stop(deadline => !kept.Contains(deadline.Kind), OccurredOn);

    /// <summary>Raises, lifts or ends an approval.</summary>
    public void Put(Approval approval)
    {
        State = State.With(approval);
        _approvals.Add(approval);
    }

    public void Withdraw(Approval open) => Put(open with { Status = ApprovalStatus.Withdrawn, EndedAt = Context.Now, Steps = null });

    /// <summary>Due date and counting of a parameter of the profile, without opening a deadline.</summary>
    public DueDate Due(string parameter, DateOnly anchorOn) =>
        ProfileDueDates.Compute(Context.Profile, Context.Calendar, parameter, anchorOn);

    public Decision Accept(string summary)
    {
        Vacancies.Settle(this, _leadBefore);
        return FactRecorder.Accept(
            State with
            {
                LastActivityOn = IsActivity && OccurredOn > State.LastActivityOn ? OccurredOn : State.LastActivityOn,
            },
            Context.Now,
            EventNames.Of(Signal.Event),
            OccurredOn,
            string.Concat([summary, .. _breaches.Select(breach => "; breach: " + breach)])
        ) with
        {
            Deadlines = _deadlines,
            Approvals = _approvals,
            Warnings = _warnings,
            PlanVersion = _planVersion,
        };
    }

    public static Rejected NotAllowed(string rule, string reason) =>
        new()
        {
            Kind = RejectionKind.NotAllowed,
            Rule = rule,
            Reason = reason,
        };

    public static Rejected Invalid(string field, string rule, string reason) =>
        new() { Kind = RejectionKind.Invalid, Field = field, Rule = rule, Reason = reason };

    private int NextNumber(string kind) => State.DeadlineNumbers.GetValueOrDefault(kind) + 1;

    private Deadline Count(DeadlineTerms duty, int number) =>
        DeadlineFactory.Open(
            Context.Profile, Context.Calendar, new DeadlineRequest(duty, number, duty.AnchorEvent ?? AnchorEvent, Context.Now));

    /// <summary>What was late by then and nobody did stays late in the statistics; the rest fell away.</summary>
    private void Stop(Func<Deadline, bool> which, DateOnly on)
    {
        foreach (var deadline in State.Deadlines.Where(which).ToArray())
            if (on > deadline.DueOn && DeadlineKinds.NotDoneWhenLate.Contains(deadline.Kind))
                EndNotDone(deadline, on);
            else
                Cancel(deadline);
    }

    private void End(Deadline? open, Func<Deadline, Deadline> end, DeadlineChangeKind change)
    {
        if (open is not null)
            Replace(open, end(open), change);
    }

    private void Replace(Deadline open, Deadline ended, DeadlineChangeKind change)
    {
        State = State with { Deadlines = [.. State.Deadlines.Where(deadline => deadline.Id != open.Id)] };
        _deadlines.Add(new DeadlineChange(ended, change));
        // When the duty ends, so does the approval about it.
        State = State with { Recoveries = [.. State.Recoveries.Where(recovery => recovery.DeadlineId != open.Id)] };
        if (State.ApprovalAbout(open.Id) is { } waiting)
            Withdraw(waiting);
    }
}
