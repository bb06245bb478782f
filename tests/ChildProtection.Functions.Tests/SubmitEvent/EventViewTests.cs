using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using static ChildProtection.Functions.Tests.Platform.Http.ViewShape;

namespace ChildProtection.Functions.Tests.SubmitEvent;

/// <summary>The shapes of events in the contract.</summary>
public sealed class EventViewTests
{
    [Fact]
    public void EventOutcome_Changes_TellWhatEachMeans()
    {
        var decided = Event(EventStatus.Accepted) with
        {
            Sequence = 7,
            State = CaseStage.Section47,
            Deadlines =
            [
                new DeadlineOutcome
                {
                    Id = "icpc-1",
                    Kind = "icpc",
                    Change = DeadlineChangeKind.Opened,
                    DueOn = new DateOnly(2026, 2, 26),
                },
                new DeadlineOutcome
                {
                    Id = "icpc-1",
                    Kind = "icpc",
                    Change = DeadlineChangeKind.Reminded,
                    DueOn = new DateOnly(2026, 2, 26),
                },
                new DeadlineOutcome
                {
                    Id = "s-1",
                    Kind = "strategyDiscussion",
                    Change = DeadlineChangeKind.Met,
                    DueOn = new DateOnly(2026, 2, 5),
                    MetOn = new DateOnly(2026, 2, 5),
                    DaysLate = 0,
                },
            ],
            Warnings = ["w"],
        };

        AssertShape(
            """
            {"eventId":"e1","status":"accepted","sequence":7,"state":"Section47",
            "deadlines":[{"id":"icpc-1","kind":"icpc","change":"opened","dueOn":"2026-02-26"},
            {"id":"s-1","kind":"strategyDiscussion","change":"met","metOn":"2026-02-05","daysLate":0}],"warnings":["w"]}
            """,
            EventOutcomeView.Of(decided));
    }

    [Fact]
    public void Event_Pending_ShowsWhatIsNotKnownAsNull() =>
        AssertShape(
            """
            {"eventId":"e1","type":"VisitMade","occurredOn":"2026-02-05","receivedAt":"2026-02-05T09:00:00Z","status":"pending",
            "sequence":null,"reason":null,"rule":null}
            """,
            EventView.Of(Event(EventStatus.Pending)));

    private static StoredEvent Event(EventStatus status) => new()
    {
        CaseId = "c1",
        EventId = "e1",
        Type = "VisitMade",
        OccurredOn = new DateOnly(2026, 2, 5),
        ReceivedAt = new DateTimeOffset(2026, 2, 5, 9, 0, 0, TimeSpan.Zero),
        BodyHash = "b",
        Status = status,
    };
}
