using System.Globalization;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>
/// Runs a case as the orchestration does: before an event is decided every checkpoint that is due by then has fired, nearest first.
/// Instants are written in the local time of London.
/// </summary>
internal sealed class CaseDriver
{
    private static readonly ProcedureProfile England = ProcedureLibrary.Get("EN-WT2023");
    private readonly List<Accepted> accepted = [];
    private readonly List<Deadline> ended = [];
    private readonly List<Notification> told = [];
    private int events;

    private CaseDriver(CaseState state, ProcedureCatalogue? catalogue) =>
        (State, Catalogue) = (state, catalogue ?? ProcedureCatalogue.Shipped);

    /// <summary>The profiles and calendars there are; a newer deployment may know more.</summary>
    public ProcedureCatalogue Catalogue { get; set; }

    public CaseState State { get; private set; }

    /// <summary>The team of those who raise events from here on; null where no rule asks for it.</summary>
    public string? ActorTeam { get; set; }

    /// <summary>Codes of the agencies that have not taken their notice.</summary>
    public IReadOnlyList<string> Untaken { get; set; } = [];

    /// <summary>Accounts of the team's managers; null where the authority keeps no such list.</summary>
    public IReadOnlyList<string>? Managers { get; set; }

    public CaseStage Stage => State.Stage;

    /// <summary>Every decision that changed the case, in order.</summary>
    public IReadOnlyList<Accepted> Accepted => accepted;

    /// <summary>Every deadline that has ended, in order.</summary>
    public IReadOnlyList<Deadline> Ended => ended;

    /// <summary>Every deadline there ever was: the ended ones, then the open ones.</summary>
    public IEnumerable<Deadline> Deadlines => ended.Concat(State.Deadlines);

    public IEnumerable<Fact> Facts => accepted.Select(decision => decision.Fact);

    public IReadOnlyList<string> Warnings => accepted[^1].Warnings;

    /// <summary>The notifications of the latest decision.</summary>
    public IReadOnlyList<Notification> Told { get; private set; } = [];

    /// <summary>All notifications since this driver has the case.</summary>
    public IReadOnlyList<Notification> Everything() => told;

    /// <summary>A case of England, decided at that moment.</summary>
    public static CaseContext At(DateTimeOffset now) => CaseContext.Beginning(ProcedureCatalogue.Shipped, "EN-WT2023", now);

    /// <summary>The case as it is stamped, decided at that moment.</summary>
    public static CaseContext At(CaseState state, DateTimeOffset now) => CaseContext.Of(ProcedureCatalogue.Shipped, state.Profile, now);

    /// <summary>The instant of a local moment such as <c>2026-02-02 10:15</c>.</summary>
    public static DateTimeOffset Local(string text)
    {
        var moment = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return England.Zone.At(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
    }

    /// <summary>A case whose referral was received at that local moment.</summary>
    public static CaseDriver Open(
        string received,
        int previousPlans = 0,
        CaseEvent? referral = null,
        ProcedureCatalogue? catalogue = null,
        string? previousPlanEndedOn = null)
    {
        var opened = Assert.IsType<Accepted>(
            Refer(received, previousPlans, referral, catalogue: catalogue, previousPlanEndedOn: previousPlanEndedOn));
        var driver = new CaseDriver(opened.State, catalogue);
        driver.Keep(opened);
        return driver;
    }

    /// <summary>Decides on a referral, which may be refused.</summary>
    public static Decision Refer(
        string received,
        int previousPlans = 0,
        CaseEvent? referral = null,
        string? decidedAt = null,
        ProcedureCatalogue? catalogue = null,
        string? previousPlanEndedOn = null)
    {
        var receivedAt = Local(received);
        return CaseLifecycle.Decide(
            null,
            new OpeningSignal
            {
                CaseId = "3b1c6f5e-0000-5000-8000-000000000001",
                PreviousPlans = previousPlans,
                PreviousPlanEndedOn = previousPlanEndedOn is null ? null : Date(previousPlanEndedOn),
                Referral = Signal(
                    "referral",
                    England.Zone.DateOf(receivedAt),
                    receivedAt,
                    referral ?? Sample.Referral(),
                    "front.door",
                    Role.BusinessSupport),
            },
            CaseContext.Beginning(
                catalogue ?? ProcedureCatalogue.Shipped,
                (referral as IOpensCase)?.Profile ?? "EN-WT2023",
                decidedAt is null ? receivedAt : Local(decidedAt)));
    }

    /// <summary>Continues a state that was saved.</summary>
    public static CaseDriver From(CaseState state) => new(state, null);

    /// <summary>Raises an event that must be accepted, on that local day at noon unless a time is given.</summary>
    public CaseDriver Raise(string when, CaseEvent data, string? occurredOn = null, string? actor = null, Role? role = null)
    {
        var decision = Try(when, data, occurredOn, actor, role);
        if (decision is Rejected rejected)
            Assert.Fail($"{data.GetType().Name} at {when} was refused: {rejected.Field} {rejected.Reason} ({rejected.Rule})");
        Assert.IsType<Accepted>(decision);
        return this;
    }

    /// <summary>Raises an event that must be refused; nothing changes.</summary>
    public Rejected Refuse(string when, CaseEvent data, string? occurredOn = null, string? actor = null, Role? role = null)
    {
        var before = CaseStateJson.Serialize(AdvanceTo(when).State);
        var rejected = Assert.IsType<Rejected>(Try(when, data, occurredOn, actor, role));
        Assert.Equal(before, CaseStateJson.Serialize(State));
        return rejected;
    }

    /// <summary>Raises an event, whatever comes of it.</summary>
    public Decision Try(string when, CaseEvent data, string? occurredOn = null, string? actor = null, Role? role = null)
    {
        var now = Moment(when);
        AdvanceTo(now);
        var on = occurredOn is null ? England.Zone.DateOf(now) : Date(occurredOn);
        // A chair records the conference; all else is the lead social worker's unless a test says otherwise.
        var (subject, asRole) = data is ConferenceHeld { Chair.Id: var chair }
            ? (actor ?? chair, role ?? Role.ConferenceChair)
            : (actor ?? "sw.1", role ?? Role.SocialWorker);
        return Decide(Signal($"event-{++events}", on, now, data, subject, asRole, ActorTeam), now);
    }

    public CaseDriver AdvanceTo(string when) => AdvanceTo(Moment(when));

    /// <summary>Fires every checkpoint that is due by then.</summary>
    public CaseDriver AdvanceTo(DateTimeOffset until)
    {
        while (State.NextCheckpoint() is { } next && next.At <= until)
            Assert.IsType<Accepted>(Decide(Answered(next), next.At > State.LastRecordedAt ? next.At : State.LastRecordedAt));
        return this;
    }

    /// <summary>The open deadline of that kind; there must be exactly one.</summary>
    public Deadline Owed(string kind) => Assert.Single(State.Deadlines, deadline => deadline.Kind == kind);

    /// <summary>A deadline by its id, open or ended.</summary>
    public Deadline Get(string id) => Assert.Single(Deadlines, deadline => deadline.Id == id);

    private TimedSignal Answered(TimedSignal signal) => signal.Question is not { } question ? signal : signal with
    {
        Answer = new OutsideAnswer
        {
            Untaken = question.NoticesOf is null ? null : Untaken,
            Managers = question.ManagersOf is null ? null : Managers,
        },
    };

    private Decision Decide(CaseSignal signal, DateTimeOffset now)
    {
        // As the engine does: the signal and the state travel as text.
        var decision = CaseLifecycle.Decide(
            CaseStateJson.Load(CaseStateJson.Serialize(State)),
            CaseSignal.FromJson(signal.ToJson()),
            CaseContext.Of(Catalogue, State.Profile, now));
        if (decision is Accepted done)
        {
            Told = CaseNotifications.Of(State, signal, done);
            told.AddRange(Told);
            Keep(done);
        }

        return decision;
    }

    private void Keep(Accepted decision)
    {
        State = decision.State;
        accepted.Add(decision);
        ended.AddRange(decision.Deadlines.Select(change => change.Deadline).Where(deadline => !deadline.IsOpen));
    }

    private static DateTimeOffset Moment(string when) => Local(when.Length == 10 ? when + " 12:00" : when);

    private static EventSignal Signal(
        string id, DateOnly occurredOn, DateTimeOffset receivedAt, CaseEvent data, string actor, Role role, string? team = null) =>
        new()
        {
            EventId = id,
            OccurredOn = occurredOn,
            ReceivedAt = receivedAt,
            Rules = EventSignal.CurrentRules,
            Actor = new Actor { Subject = actor, Role = role, Team = team },
            // Words are withheld before a signal travels, so that no test can depend on them.
            Event = System.Text.Json.JsonSerializer.Deserialize<CaseEvent>(
                System.Text.Json.JsonSerializer.Serialize(data, DomainJson.Signal), DomainJson.Signal)!,
        };
}
