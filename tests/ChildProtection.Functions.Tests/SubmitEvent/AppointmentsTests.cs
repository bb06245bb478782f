using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.CaseFile;

namespace ChildProtection.Functions.Tests.SubmitEvent;

/// <summary>An account that is named chair may read the case, and an account that leads it may do more.</summary>
public sealed class AppointmentsTests
{
    private static readonly StoredCase Case = StoredSamples.Case with
    {
        Chair = "chair.1",
        State = StoredSamples.Case.State with
        {
            Unconfirmed = [new UnconfirmedConference("conference-1", "chair.3", new DateOnly(2026, 2, 24))],
        },
    };

    private static readonly ConferenceHeld Held = new()
    {
        ConferenceType = ConferenceType.Initial,
        Chair = new ConferenceChair { Id = "chair.2", Independent = true },
        Quorate = true,
        Attendance = [],
    };

    [Theory]
    [InlineData("chair.1", null)]
    [InlineData("stranger.1", "/data/chair/id")]
    public void Fault_OfABooking_IsAChairOutsideTheList(string chair, string? place) =>
        Assert.Equal(place, Appointments.Fault(Case, Booked(chair), ["chair.1", "chair.2"])?.Place);

    [Fact]
    public void Fault_OfABookingWhereThereIsNoList_IsNone() => Assert.Null(Appointments.Fault(Case, Booked("stranger.1"), []));

    [Theory]
    [InlineData("chair.1")]
    [InlineData("chair.3")]
    public void Fault_OfNamingAChairLeadOrWorker_IsTheAccount(string chair)
    {
        var worker = new LeadSocialWorker { Id = chair, Qualified = true };
        CaseEvent[] events =
        [
            new LeadSocialWorkerNamed { LeadSocialWorker = worker },
            Held with { LeadSocialWorker = worker },
        ];

        Assert.All(events, raised => Assert.Equal("/data/leadSocialWorker/id", Appointments.Fault(Case, raised, [])?.Place));
    }

    [Fact]
    public void Fault_OfAConferenceWhoseChairIsToLead_IsTheLead()
    {
        var own = Held with { LeadSocialWorker = new LeadSocialWorker { Id = "chair.2", Qualified = true } };
        var others = Held with { LeadSocialWorker = new LeadSocialWorker { Id = "sw.1", Qualified = true } };

        Assert.Equal("/data/leadSocialWorker/id", Appointments.Fault(Case, own, [])?.Place);
        Assert.Null(Appointments.Fault(Case, others, []));
    }

    private static ConferenceBooked Booked(string chair) => new()
    {
        ScheduledOn = new DateOnly(2026, 2, 24),
        Chair = new ConferenceChair { Id = chair, Independent = true },
    };
}
